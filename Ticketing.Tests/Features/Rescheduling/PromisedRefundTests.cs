using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Orders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

/// <summary>The standard terms of sale let buyers ask for a refund if a show moves to another date.</summary>
public sealed class PromisedRefundTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string AskForm = "main form";
    private const string Promise = "Your terms of sale let buyers ask for a refund";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Another_date_offers_a_refund_that_staff_can_clear(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();

        var asked = await MoveAsync(staff, show, "2031-03-12");
        Assert.Equal("2031-02-17", GetDeadline(asked));
        Assert.Contains("full refund until Mon 17 Feb, 23:59", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Promise, asked.Text, StringComparison.Ordinal);

        var none = new Dictionary<string, string> { ["Notice.RefundsUntil"] = "" };
        var cleared = (await asked.SubmitAsync(AskForm, none, button: "preview")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("", GetDeadline(cleared));
        Assert.Contains(Promise, cleared.Document.QuerySelector(".notice.warn")!.TextContent, StringComparison.Ordinal);
        (await cleared.SubmitAsync(AskForm, none, button: "tell")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("–", await GetKeptAsync(staff, show));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await (await MoveAsync(staff, show, "2031-03-13")).SubmitAsync(AskForm, button: "tell")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("1 of 1", await GetKeptAsync(staff, show));
    }

    [Theory, OnEitherDatabase]
    public async Task Postponing_and_the_new_date_offer_a_refund(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/events/{show.Id}/postpone";

        var asked = await staff.OpenAsync(path);
        Assert.Equal("2031-02-17", GetDeadline(asked));
        (await asked.SubmitAsync(AskForm, button: "tell")).ExpectStatus(HttpStatusCode.OK);
        var date = await staff.OpenAsync(path);
        var dated = await date.SubmitAsync(AskForm, new Dictionary<string, string> { ["Form.Starts.Date"] = "2031-02-10" });
        Assert.Equal("2031-02-09", GetDeadline(dated));
    }

    [Theory, OnEitherDatabase]
    public async Task What_is_promised_follows_from_the_date_the_price_and_the_terms_that_the_buyer_accepted(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        var later = await PlanAsync(show, form => form.Starts = form.Starts with { Time = "20:30" });
        Assert.False(later.IsRefundPromised);
        Assert.Equal("", later.SuggestRefundsUntil(app.Clock.GetUtcNow()));
        var moved = await PlanAsync(show, form => form.MoveByDays(7));
        Assert.True(moved.IsRefundPromised);
        Assert.False((moved with { Orders = [new TicketOrder(Guid.NewGuid(), "a@example.com", HasRefundRight: false)] }).IsRefundPromised);

        var free = await app.PublishEventAsync(new TicketTypeDraft("Free", 0, 10));
        await app.BuyAsync(free, "Free", 1);
        Assert.False((await PlanAsync(free, form => form.MoveByDays(7))).IsRefundPromised);

        await using var own = new TicketingApp(database).Set("Site:Texts:Terms", "No refunds.");
        app = own;
        var strict = await app.PublishShowAsync();
        await app.BuyAsync(strict, "Standing", 1);
        Assert.False((await PlanAsync(strict, form => form.MoveByDays(7))).IsRefundPromised);
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Order>()
                        .Where(o => o.EventId == strict.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(o => o.TermsVersion, TermsOfSale.StandardVersionPrefix + "1.0"), Ct),
                ct: Ct
            )
        );
        Assert.True((await PlanAsync(strict, form => form.MoveByDays(7))).IsRefundPromised);
    }

    /// <summary>The show is on 5 March, today is 3 February.</summary>
    [Theory]
    [OnEitherDatabase(-16, "2031-02-16")]
    [OnEitherDatabase(-29, "2031-02-03")]
    [OnEitherDatabase(-30, "2031-02-03")]
    public async Task The_suggested_day_is_before_the_show(DatabaseProvider database, int days, string expected)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        var plan = await PlanAsync(show, form => form.MoveByDays(days));
        var typed = plan.SuggestRefundsUntil(app.Clock.GetUtcNow());
        Assert.Equal(expected, typed);
        Assert.Empty(new ParsedBuyerNotice(new BuyerNoticeForm { RefundsUntil = typed }, plan.After, app.Clock.GetUtcNow()).Errors);
    }

    private async Task<ScheduleChangePlan> PlanAsync(Event show, Action<EventForm> change) =>
        Assert.IsType<BuyersAffected>(await app.RescheduleAsync(show, change, notice: null)).Plan;

    private static async Task<BrowserPage> MoveAsync(Browser staff, Event show, string date) =>
        (
            await (await staff.OpenAsync($"/admin/events/{show.Id}/edit")).SubmitAsync(
                "form[data-description-form]",
                new Dictionary<string, string> { ["Form.Starts.Date"] = date }
            )
        ).ExpectStatus(HttpStatusCode.OK);

    private static string? GetDeadline(BrowserPage asked) =>
        asked.Document.QuerySelector("[name='Notice.RefundsUntil']")!.GetAttribute("value");

    /// <summary>Of the latest change.</summary>
    private static async Task<string> GetKeptAsync(Browser staff, Event show) =>
        (await staff.OpenAsync($"/admin/events/{show.Id}/changes"))
            .Document.QuerySelectorAll("dl.figures > div")
            .First(figure => figure.QuerySelector("dt")!.TextContent == "Kept")
            .QuerySelector("dd")!
            .TextContent.Trim();
}
