using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

internal static class StockActions
{
    /// <summary>Of all ticket types together.</summary>
    public static Task<(int Held, int Sold)> GetStockAsync(this TicketingApp app, Event show) =>
        app.UseAsync<EventCatalogue, (int, int)>(async catalogue =>
        {
            var types = (await catalogue.GetAsync(show.Id, TestContext.Current.CancellationToken)).TicketTypes;
            return (types.Sum(t => t.Held), types.Sum(t => t.Sold));
        });
}
