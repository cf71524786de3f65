using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Accounts.Setup;

internal sealed class FirstRunMapping : IEntityTypeConfiguration<FirstRun>
{
    public void Configure(EntityTypeBuilder<FirstRun> builder)
    {
        builder.ToTable("first_run", table => table.HasCheckConstraint("ck_first_run_one_row", $"id = {FirstRun.SingletonId}"));
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasData(new { Id = FirstRun.SingletonId });
    }
}
