using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Apps;

namespace Ticketing.Tests.Features.ClientBudgets;

/// <summary>With budgets, and challenges that are solved at once.</summary>
public sealed class BudgetVenueFixture : VenueFixture
{
    protected override TicketingApp Create(DatabaseProvider database) =>
        new TicketingApp(database)
            .Set("Orders:MaxFreeTicketsPerPerson", "4")
            .Set("Budgets:Enabled", "true")
            .Set("Budgets:ChallengeBits", "8");
}
