using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>Defaults that an event may override.</summary>
public sealed class OrderOptions : IValidatedOptions
{
    public const int MaxFreeTickets = 1000;

    public static string Section => "Orders";

    /// <summary>Tickets of one event, per email address and per browser.</summary>
    public int MaxFreeTicketsPerPerson { get; set; } = 4;

    /// <summary>Issues free tickets only after the buyer has pressed the button behind the link that was emailed.</summary>
    public bool ConfirmFreeByEmail { get; set; }

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(MaxFreeTicketsPerPerson), MaxFreeTicketsPerPerson, 1, MaxFreeTickets);
    }
}
