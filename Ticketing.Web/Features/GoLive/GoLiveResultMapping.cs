using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.GoLive;

internal sealed class GoLiveResultMapping : IEntityTypeConfiguration<GoLiveResult>
{
    public void Configure(EntityTypeBuilder<GoLiveResult> builder)
    {
        builder.ToTable("go_live_results");
        builder.HasKey(r => r.Topic);
        builder.Property(r => r.Topic).HasMaxLength(GoLiveResult.MaxTopicLength);
        builder.Property(r => r.Text).HasMaxLength(GoLiveResult.MaxTextLength);
    }
}
