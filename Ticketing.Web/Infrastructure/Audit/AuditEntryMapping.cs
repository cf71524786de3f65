using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Infrastructure.Audit;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.Property(e => e.ActorName).HasMaxLength(100);
        builder.Property(e => e.Address).HasMaxLength(64);
        builder.Property(e => e.Action).HasMaxLength(64);
        builder.Property(e => e.SubjectId).HasMaxLength(64);
        builder.Property(e => e.SubjectName).HasMaxLength(300);
        builder.HasIndex(e => new { e.At, e.Id });
        builder.HasIndex(e => new { e.SubjectId, e.At });
        builder.HasIndex(e => new
        {
            e.ActorId,
            e.At,
            e.Id,
        });
        builder.HasIndex(e => new
        {
            e.Action,
            e.At,
            e.Id,
        });
    }
}
