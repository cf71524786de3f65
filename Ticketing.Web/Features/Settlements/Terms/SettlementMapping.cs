using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;

namespace Ticketing.Features.Settlements.Terms;

internal sealed class SettlementMapping : IEntityTypeConfiguration<SettlementTerms>, IEntityTypeConfiguration<Deduction>
{
    public void Configure(EntityTypeBuilder<SettlementTerms> builder)
    {
        builder.ToTable(
            "settlement_terms",
            table =>
            {
                table.HasCheckConstraint("ck_settlement_terms_artist", "artist <> ''");
                table.HasCheckConstraint("ck_settlement_terms_guarantee", "guarantee >= 0");
                table.HasCheckConstraint("ck_settlement_terms_share", "share_basis_points >= 0 AND share_basis_points <= 10000");
            }
        );
        builder.HasKey(t => t.EventId);
        builder.Property(t => t.EventId).ValueGeneratedNever();
        builder.Property(t => t.Artist).HasMaxLength(SettlementTerms.MaxArtistLength);
        builder.Ignore(t => t.SharePercent);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne<Event>().WithOne().HasForeignKey<SettlementTerms>(t => t.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Deduction> builder)
    {
        builder.ToTable(
            "settlement_deductions",
            table =>
            {
                table.HasCheckConstraint("ck_settlement_deductions_amount", "amount > 0 AND position >= 0");
                table.HasCheckConstraint("ck_settlement_deductions_label", "label <> ''");
            }
        );
        builder.Property(d => d.Label).HasMaxLength(Deduction.MaxLabelLength);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => d.EventId);
        builder.HasOne<Event>().WithMany().HasForeignKey(d => d.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
