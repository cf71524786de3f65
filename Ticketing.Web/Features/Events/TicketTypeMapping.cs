using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Events;

internal sealed class TicketTypeMapping : IEntityTypeConfiguration<TicketType>
{
    public void Configure(EntityTypeBuilder<TicketType> builder)
    {
        builder.ToTable(
            "ticket_types",
            table =>
            {
                table.HasCheckConstraint("ck_ticket_types_stock", "held >= 0 AND sold >= 0 AND held + sold <= capacity");
                table.HasCheckConstraint("ck_ticket_types_price", "price >= 0");
                table.HasCheckConstraint("ck_ticket_types_per_order", "min_per_order >= 1 AND max_per_order >= min_per_order");
                table.HasCheckConstraint(
                    "ck_ticket_types_window",
                    "sales_start_at IS NULL OR sales_end_at IS NULL OR sales_start_at < sales_end_at"
                );
            }
        );
        builder.Property(t => t.Category).HasMaxLength(100);
        builder.Property(t => t.Note).HasMaxLength(200);
        builder.Property(t => t.Translations).HasConversion(texts => texts.Json, json => TextTranslations.Parse(json));
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasIndex(t => new { t.EventId, t.Category }).IsUnique();
        builder.Ignore(t => t.Remaining).Ignore(t => t.OwnHeld).Ignore(t => t.TranslatedCategory);
        builder.Ignore(t => t.Discount).Ignore(t => t.UsesCode).Ignore(t => t.IsFree).Ignore(t => t.IsForCodesOnly);
    }
}
