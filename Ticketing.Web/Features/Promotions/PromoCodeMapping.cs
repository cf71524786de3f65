using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Promotions;

internal sealed class PromoCodeMapping : IEntityTypeConfiguration<PromoCode>, IEntityTypeConfiguration<PromoCodePerson>
{
    private static readonly ValueComparer<IReadOnlyList<Guid>> ById = new(
        (one, other) => one!.SequenceEqual(other!),
        ids => ids.Count,
        ids => ids
    );

    public void Configure(EntityTypeBuilder<PromoCode> builder)
    {
        builder.ToTable(
            "promo_codes",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_promo_codes_tickets",
                    "used_tickets >= 0 AND (max_tickets IS NULL OR used_tickets <= max_tickets)"
                );
                table.HasCheckConstraint("ck_promo_codes_orders", "used_orders >= 0 AND (max_orders IS NULL OR used_orders <= max_orders)");
                table.HasCheckConstraint("ck_promo_codes_budget", "used_budget >= 0 AND (budget IS NULL OR used_budget <= budget)");
                table.HasCheckConstraint("ck_promo_codes_value", $"value >= 0 AND (kind <> 'Percent' OR value <= {PromoCode.AllOfPrice})");
                table.HasCheckConstraint("ck_promo_codes_code", "code_key <> ''");
            }
        );
        builder.Property(c => c.Code).HasMaxLength(PromoCode.MaxLength);
        builder.Property(c => c.CodeKey).HasMaxLength(2 * PromoCode.MaxLength).UseBytewiseCollation();
        builder.Property(c => c.Note).HasMaxLength(200);
        builder.Property(c => c.TicketTypeIds).HasConversion(ids => Write(ids), text => Read(text), ById);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.IsUsed);
        builder.HasIndex(c => new { c.EventId, c.CodeKey }).IsUnique();
        builder.HasIndex(c => c.CodeKey).IsUnique().HasFilter("event_id IS NULL");
        builder.HasIndex(c => c.BatchId);
        builder.HasOne<Event>().WithMany().HasForeignKey(c => c.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PromoCodePerson> builder)
    {
        builder.ToTable("promo_code_people", table => table.HasCheckConstraint("ck_promo_code_people_tickets", "tickets >= 0"));
        builder.HasKey(p => p.Key);
        builder.Property(p => p.Key).HasMaxLength(64);
        builder.HasIndex(p => p.PromoCodeId);
        builder.HasOne<PromoCode>().WithMany().HasForeignKey(p => p.PromoCodeId).OnDelete(DeleteBehavior.Cascade);
    }

    internal static string Write(IReadOnlyList<Guid> ids) => string.Join(' ', ids.Select(id => id.ToString("N")));

    internal static IReadOnlyList<Guid> Read(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.ParseExact(id, "N"))];
}
