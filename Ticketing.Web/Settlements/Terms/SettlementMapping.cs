using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Events;

namespace Ticketing.Settlements.Terms;

internal sealed class SettlementMapping : IEntityTypeConfiguration<SettlementTerms>, IEntityTypeConfiguration<Deduction>
{
    public void Configure(EntityTypeBuilder<SettlementTerms> builder)
    {
        builder.ToTable("settlement_terms", table =>
        {
            table.HasCheckConstraint("ck_settlement_terms_artist", "artist <> ''");
            table.HasCheckConstraint("ck_settlement_terms_guarantee", "guarantee >= 0");

            // SQLite keeps decimals as text: compared as they are, '70' is more than '100'.
            table.HasCheckConstraint("ck_settlement_terms_share", "CAST(share_percent AS numeric) >= 0 AND CAST(share_percent AS numeric) <= 100");
        });
        builder.HasKey(t => t.EventId);
        builder.Property(t => t.EventId).ValueGeneratedNever();
        builder.Property(t => t.Artist).HasMaxLength(SettlementTerms.LongestArtist);
        builder.Property(t => t.SharePercent).HasPrecision(5, 2);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne<Event>().WithOne().HasForeignKey<SettlementTerms>(t => t.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Deduction> builder)
    {
        builder.ToTable("settlement_deductions", table =>
        {
            table.HasCheckConstraint("ck_settlement_deductions_amount", "amount > 0 AND position >= 0");
            table.HasCheckConstraint("ck_settlement_deductions_label", "label <> ''");
        });
        builder.Property(d => d.Label).HasMaxLength(Deduction.LongestLabel);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.EventId, d.Position });
        builder.HasOne<Event>().WithMany().HasForeignKey(d => d.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
