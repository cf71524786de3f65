using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Recovery;

/// <summary>Paid at the provider, without an order here after a restore: to be refunded there.</summary>
public sealed class LostPayment
{
    public const int MaxReferenceLength = 255;

    /// <summary>The provider's.</summary>
    public required string Reference { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }
    public required DateTimeOffset PaidAt { get; init; }
    public required RebuildOutcome Reason { get; init; }

    public Money Money => new(Amount, Currency);
}

internal sealed class LostPaymentMapping : IEntityTypeConfiguration<LostPayment>
{
    public void Configure(EntityTypeBuilder<LostPayment> builder)
    {
        builder.ToTable("lost_payments", table => table.HasCheckConstraint("ck_lost_payments_amount", "amount > 0"));
        builder.HasKey(p => p.Reference);
        builder.Property(p => p.Reference).HasMaxLength(LostPayment.MaxReferenceLength);
        builder.Property(p => p.Currency).HasMaxLength(3);
        builder.Ignore(p => p.Money);
    }
}
