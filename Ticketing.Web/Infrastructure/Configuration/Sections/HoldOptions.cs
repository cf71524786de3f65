using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class HoldOptions : IValidatedOptions
{
    public static string Section => "Holds";

    /// <summary>Until the buyer starts to pay.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Instead of <see cref="Lifetime"/>, if it is shorter, for new holds of an event of which few tickets are left.</summary>
    public TimeSpan LifetimeIfFewLeft { get; set; } = TimeSpan.FromMinutes(5);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(Lifetime), Lifetime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        problems.RequireBetween(nameof(LifetimeIfFewLeft), LifetimeIfFewLeft, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    }
}
