using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class AccessCodeTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory, OnEitherDatabase]
    public async Task A_hidden_type_is_nowhere_but_behind_a_code_that_names_it(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await PublishWithHiddenAsync(app);
        await app.AddCodeAsync(show, code: "ALL");
        await AddAccessAsync(app, show, "Members", "FRIENDS");
        using var visitor = app.NewBrowser();
        foreach (var path in new[] { $"/events/{show.Slug}", $"/events/{show.Slug}?code=ALL", "/", $"/api/v1/events/{show.Id}" })
        {
            Assert.DoesNotContain("Members", (await visitor.OpenAsync(path)).Text, StringComparison.Ordinal);
        }

        // Its id alone buys nothing, and the answer does not name it.
        var guessed = await visitor.PostAsync($"/events/{show.Slug}", Form(show, "Members", ""));
        guessed.ExpectStatus(HttpStatusCode.Conflict);
        Assert.DoesNotContain("Members", guessed.Text, StringComparison.Ordinal);
        Assert.IsType<HoldOutcome.Refused>(await app.TryHoldWithCodeAsync(show, "ALL", "Members"));

        var page = await visitor.OpenAsync($"/events/{show.Slug}?code=friends");
        Assert.Contains("Members", page.Text, StringComparison.Ordinal);
        var checkout = await visitor.PostAsync($"/events/{show.Slug}", Form(show, "Members", "friends"));
        Assert.Contains("£9.00", checkout.Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task An_event_with_hidden_types_alone_asks_for_the_code(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Members", 900, 10, type => type.IsHidden = true));
        await AddAccessAsync(app, show, "Members", "FRIENDS");
        using var visitor = app.NewBrowser();
        var closed = await visitor.OpenAsync($"/events/{show.Slug}");
        Assert.Null(closed.Document.QuerySelector("[name^=Quantities]"));
        var apply = closed.Document.QuerySelector("button[data-apply]")!.GetAttribute("formaction")!;
        var open = await visitor.PostAsync(apply.Split('#')[0], new Dictionary<string, string> { ["PromoCode"] = "FRIENDS" });
        Assert.NotNull(open.Document.QuerySelector("[name^=Quantities]"));
    }

    [Theory, OnBothDatabases]
    public async Task A_presale_is_open_to_holders_of_its_code_alone_and_may_be_cheaper(DatabaseProvider database)
    {
        var app = venues.On(database);
        var starts = app.Clock.GetUtcNow().AddDays(7);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 20, type => type.SalesStartAt = starts));
        await app.AddCodeAsync(
            show,
            PromoCodeKind.Amount,
            200,
            code => (code.OpensPresale, code.StartsAt, code.MaxTickets) = (true, starts.AddDays(-2), 2),
            "EARLY"
        );
        Assert.IsType<HoldOutcome.Refused>(await app.TryHoldWithCodeAsync(show, ""));
        Assert.IsType<HoldOutcome.CodeRefused>(await app.TryHoldWithCodeAsync(show, "EARLY"));
        app.Clock.Advance(TimeSpan.FromDays(5));
        Assert.IsType<HoldOutcome.Refused>(await app.TryHoldWithCodeAsync(show, ""));
        await app.HoldWithCodeAsync(show, "early", quantity: 2);
        Assert.IsType<HoldOutcome.CodeRefused>(await app.TryHoldWithCodeAsync(show, "EARLY"));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_copy_of_an_event_hides_the_same_types(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await PublishWithHiddenAsync(app);
        var starts = LocalTimeConverter.ToInput(show.StartsAt.AddDays(7), show.TimeZone);
        var outcome = await app.UseAsync<DuplicateEvent, EditOutcome>(duplicate =>
            duplicate.CopyAsync(show.Id, show.Title, starts, TestContext.Current.CancellationToken)
        );
        var id = Assert.IsType<EditOutcome.Saved>(outcome).Id;
        var copy = (await app.UseAsync<EventQueries, Event?>(events => events.FindAsync(id, TestContext.Current.CancellationToken)))!;
        Assert.Equal([("Standing", false), ("Members", true)], copy.TicketTypes.Select(type => (type.Category, type.IsHidden)));
    }

    [Theory, OnEitherDatabase]
    public async Task Guesses_are_limited_per_address(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("RateLimiting:Enabled", "true").Set("Budgets:Enabled", "false");
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show);
        using var visitor = app.NewBrowser();
        for (var guess = 0; guess < CodeGuesses.MaxUnknown; guess++)
        {
            Assert.Contains(
                "don’t know this code",
                (await visitor.OpenAsync($"/events/{show.Slug}?code=GUESS-{guess}")).Text,
                StringComparison.Ordinal
            );
        }

        foreach (var code in new[] { "GUESS", "SPRING" })
        {
            Assert.Contains(
                "Too many wrong codes",
                (await visitor.OpenAsync($"/events/{show.Slug}?code={code}")).Text,
                StringComparison.Ordinal
            );
        }

        var refused = await visitor.PostAsync($"/events/{show.Slug}", Form(show, "Standing", "SPRING"));
        refused.ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("Too many wrong codes", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cache_has_a_page_for_each_known_code_and_one_for_all_others()
    {
        await using var app = new CachingApp();
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show);
        await app.AddCodeAsync(show, code: "OTHER");
        using var visitor = app.NewBrowser();
        var page = $"/events/{show.Slug}";
        foreach (var path in new[] { page, $"{page}?code=SPRING", $"{page}?code=spring&utm_source=mail", $"{page}?code=OTHER" })
        {
            await visitor.OpenAsync(path);
        }

        Assert.Equal(3, app.Store.Pages.Count);
        for (var guess = 0; guess < 20; guess++)
        {
            Assert.DoesNotContain($"GUESS-{guess}", (await visitor.OpenAsync($"{page}?code=GUESS-{guess}")).Text, StringComparison.Ordinal);
        }

        Assert.Equal(4, app.Store.Pages.Count);
    }

    private static Task<Event> PublishWithHiddenAsync(TicketingApp app) =>
        app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 20),
            new TicketTypeDraft("Members", 900, 10, type => type.IsHidden = true)
        );

    private static Task<PromoCode> AddAccessAsync(TicketingApp app, Event show, string category, string code) =>
        app.AddCodeAsync(show, PromoCodeKind.Access, 0, added => added.TicketTypeIds = [show.GetTicketTypeId(category)], code);

    private static Dictionary<string, string> Form(Event show, string category, string code) =>
        new() { [$"Quantities[{show.GetTicketTypeId(category)}]"] = "1", ["PromoCode"] = code };
}
