using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.GoLive.MailTest;

internal sealed class TestMailMapping : IEntityTypeConfiguration<TestMail>
{
    public void Configure(EntityTypeBuilder<TestMail> builder)
    {
        builder.ToTable("test_mails", table => table.HasCheckConstraint("ck_test_mails_used", "arrived_at IS NULL OR token_hash IS NULL"));
        builder.Property(m => m.TokenHash).HasMaxLength(64);
        builder.HasIndex(m => m.TokenHash).IsUnique();
    }
}
