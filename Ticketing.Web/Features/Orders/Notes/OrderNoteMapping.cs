using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders.Notes;

internal sealed class OrderNoteMapping
    : IEntityTypeConfiguration<OrderNote>,
        IEntityTypeConfiguration<OrderNoteWord>,
        IEntityTypeConfiguration<Tag>,
        IEntityTypeConfiguration<OrderTag>
{
    public void Configure(EntityTypeBuilder<OrderNote> builder)
    {
        builder.ToTable("order_notes");
        builder.Property(n => n.Text).HasMaxLength(OrderNote.MaxLength);
        builder.Property(n => n.Author).HasMaxLength(100);
        builder.HasIndex(n => new { n.OrderId, n.At });
        builder.HasOne<Order>().WithMany().HasForeignKey(n => n.OrderId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<OrderNoteWord> builder)
    {
        builder.ToTable("order_note_words");
        builder.HasKey(w => new { w.NoteId, w.Word });
        builder.Property(w => w.Word).HasMaxLength(OrderNameWord.MaxWordLength).UseBytewiseCollation();
        builder.HasIndex(w => new { w.Word, w.OrderId });
        builder.HasIndex(w => w.OrderId);
        builder.HasOne<OrderNote>().WithMany().HasForeignKey(w => w.NoteId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Tag> builder)
    {
        builder.ToTable("tags");
        builder.Property(t => t.Name).HasMaxLength(Tag.MaxLength);
        builder.Property(t => t.Key).HasMaxLength(2 * Tag.MaxLength).UseBytewiseCollation();
        builder.HasIndex(t => t.Key).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OrderTag> builder)
    {
        builder.ToTable("order_tags");
        builder.HasKey(t => new { t.OrderId, t.TagId });
        builder.HasIndex(t => t.TagId);
        builder.HasOne<Order>().WithMany().HasForeignKey(t => t.OrderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Tag>().WithMany().HasForeignKey(t => t.TagId).OnDelete(DeleteBehavior.Cascade);
    }
}
