using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Insights.Exports;

/// <summary>The format that a staff member chose last.</summary>
public sealed class ExportPreference
{
    public required Guid UserId { get; init; }
    public required ColumnSeparator Separator { get; init; }
    public required DateStyle Dates { get; init; }
}

internal sealed class ExportPreferenceMapping : IEntityTypeConfiguration<ExportPreference>
{
    public void Configure(EntityTypeBuilder<ExportPreference> builder)
    {
        builder.ToTable("export_preferences");
        builder.HasKey(p => p.UserId);
        builder.Property(p => p.UserId).ValueGeneratedNever();
        builder.HasOne<AppUser>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
