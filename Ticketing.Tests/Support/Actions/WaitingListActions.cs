using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

internal static class WaitingListActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A second after whoever joined before.</summary>
    public static async Task<Guid> JoinAsync(
        this TicketingApp app,
        Event show,
        string email,
        params (string Category, int Quantity)[] wanted
    )
    {
        Assert.IsType<JoinOutcome.Joined>(await app.TryJoinAsync(show, email, wanted));
        var key = WaitingListEntry.CreateKey(show.Id, email);
        return await app.UseAsync<TicketingDbContext, Guid>(db =>
            db.Set<WaitingListEntry>()
                .Where(e => e.Key == key && (e.Status == EntryStatus.Waiting || e.Status == EntryStatus.Offered))
                .Select(e => e.Id)
                .SingleAsync(Ct)
        );
    }

    public static Task<JoinOutcome> TryJoinAsync(
        this TicketingApp app,
        Event show,
        string email,
        params (string Category, int Quantity)[] wanted
    )
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var quantities = wanted.ToDictionary(choice => show.GetTicketTypeId(choice.Category), choice => choice.Quantity);
        return app.UseAsync<JoinWaitingList, JoinOutcome>(joining => joining.JoinAsync(show.Id, quantities, email, Ct));
    }

    public static async Task<WaitingPlace> FindEntryAsync(this TicketingApp app, Guid id) =>
        (await app.UseAsync<WaitingListEntries, WaitingPlace?>(entries => entries.FindAsync(id, Ct)))!;

    /// <summary>Its tickets, if some are held for it.</summary>
    public static async Task<(string Category, int Quantity)?> FindOfferAsync(this TicketingApp app, Guid id) =>
        (await app.FindEntryAsync(id)).Offer is { } offer ? (offer.Category, offer.Quantity) : null;

    public static Task LeaveAsync(this TicketingApp app, Guid id) => app.UseAsync<LeaveWaitingList>(leaving => leaving.LeaveAsync(id, Ct));
}
