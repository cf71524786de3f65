using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;

namespace Ticketing.Features.ClientBudgets;

internal sealed class ClientBudgetMapping : IEntityTypeConfiguration<ClientBudget>, IEntityTypeConfiguration<UsedChallenge>
{
    public void Configure(EntityTypeBuilder<ClientBudget> builder)
    {
        builder.ToTable("client_budgets", table => table.HasCheckConstraint("ck_client_budgets_counts", "used >= 0 AND paid >= 0"));
        builder.HasKey(b => b.Key);
        builder.Property(b => b.Key).HasMaxLength(64);
        builder.HasIndex(b => b.EventId);
        builder.HasIndex(b => b.UsedAt);
        builder.HasOne<Event>().WithMany().HasForeignKey(b => b.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<UsedChallenge> builder)
    {
        builder.ToTable("used_challenges");
        builder.HasKey(c => c.Id);
        builder.HasIndex(c => c.ExpiresAt);
    }
}
