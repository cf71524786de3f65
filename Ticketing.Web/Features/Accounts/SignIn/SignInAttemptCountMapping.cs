using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data.SqliteCopy;

namespace Ticketing.Features.Accounts.SignIn;

internal sealed class SignInAttemptCountMapping : IEntityTypeConfiguration<SignInAttemptCount>
{
    public void Configure(EntityTypeBuilder<SignInAttemptCount> builder)
    {
        builder.ToTable("sign_in_attempts");

        // Guesses at a new server must not stand in the way of the venue's data.
        builder.HasAnnotation(TableCopy.FilledAtStartup, true);
        builder.HasKey(c => c.Key);
        builder.Property(c => c.Key).HasMaxLength(64);
        builder.HasIndex(c => c.StartedAt);
    }
}
