using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Insights.StaffMails;

/// <summary>The emails that one person gets. People without a row get none.</summary>
public sealed class StaffMailChoice
{
    public required Guid UserId { get; init; }
    public required bool Digest { get; init; }
    public required bool LowStock { get; init; }

    /// <summary>End of the last day of which the person needs no digest any more.</summary>
    public required DateTimeOffset DigestedUntil { get; init; }
}

internal sealed class StaffMailChoiceMapping : IEntityTypeConfiguration<StaffMailChoice>
{
    public void Configure(EntityTypeBuilder<StaffMailChoice> builder)
    {
        builder.ToTable("staff_mail_choices");
        builder.HasKey(c => c.UserId);
        builder.Property(c => c.UserId).ValueGeneratedNever();
        builder.HasOne<AppUser>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
