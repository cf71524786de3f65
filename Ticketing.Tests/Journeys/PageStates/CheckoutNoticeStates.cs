using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Pages.Checkout;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

/// <summary>The checkout’s notices about a payment that has failed, is open, or cannot be started.</summary>
internal static class CheckoutNoticeStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["checkout, declined"] = async stage =>
        {
            await stage.OpenSandboxAsync();
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Decline"]));
            await stage.Visitor.WaitForPathAsync("/checkout/");
        },
        ["checkout, payment page open"] = async stage =>
        {
            await stage.OpenSandboxAsync();
            await stage.Visitor.Page.GoBackAsync();
            await stage.Visitor.Page.ReloadAsync();
        },
        ["checkout, payment page left open"] = LeftOpenAsync,
        ["checkout, payment cancelled"] = stage => ReturnedAsync(stage, SandboxStatus.Cancelled, T["You left the payment page"]),
        ["checkout, payment page expired"] = ExpiredAsync,
        ["checkout, total changed"] = TotalChangedAsync,
        ["checkout, provider down"] = stage =>
            NotOpenedAsync(stage, new PaymentProviderException(), 503, CheckoutNotice.ProviderUnavailable),
        ["checkout, amount refused"] = stage =>
            NotOpenedAsync(stage, new PaymentRefusedException { IsFinal = true }, 409, CheckoutNotice.NotPayable),
        ["checkout, too many payments"] = TooManyPaymentsAsync,
        ["checkout, too many free tickets"] = TooManyFreeTicketsAsync,
        ["checkout, too many emails to an address"] = TooManyEmailsAsync,
        ["checkout, address changed too often"] = TooManyConfirmationsAsync,
        ["old link of a payment"] = stage => stage.OpenAsync("/payments/return/nothing"),
    };

    private static async Task LeftOpenAsync(PageStateContext stage)
    {
        await stage.OrderAsync();
        await stage.OpenAsync($"/payments/return/{await FindReturnCodeAsync(stage)}?left=true");
        await stage.Visitor.WaitForPathAsync("?payment=left");
        await ExpectNoticeAsync(stage, T["You have a payment in progress"]);
    }

    private static async Task ReturnedAsync(PageStateContext stage, SandboxStatus outcome, string notice)
    {
        var (_, page) = await stage.OrderAsync();
        await stage.App.SetSandboxOutcomeAsync(page, outcome);
        await stage.OpenAsync($"/payments/return/{await FindReturnCodeAsync(stage)}");
        await ExpectNoticeAsync(stage, notice);
    }

    private static async Task ExpiredAsync(PageStateContext stage)
    {
        await stage.OpenCheckoutAsync();
        await stage.OpenAsync($"{stage.Visitor.Path}?payment=expired");
        await ExpectNoticeAsync(stage, T["The payment page closed before you paid"]);
    }

    // As if the price had been another when the page was opened.
    private static async Task TotalChangedAsync(PageStateContext stage)
    {
        await stage.OpenCheckoutAsync();
        await stage.Visitor.FillInAsync();
        await stage.Visitor.Page.EvaluateAsync("document.querySelector('[name=Agreed]').value = '2900 GBP'");
        await stage.SubmitAsync(stage.Visitor.PayButton(), 409);
        await ExpectNoticeAsync(stage, T["The total is now {0}", new Money(3000, "GBP")]);
    }

    private static async Task NotOpenedAsync(PageStateContext stage, Exception failure, int status, CheckoutNotice notice)
    {
        stage.MoveTo(new FaultyProviderApp { OpeningFailure = failure });
        await stage.OpenCheckoutAsync();
        await stage.Visitor.FillInAsync();
        await stage.SubmitAsync(stage.Visitor.PayButton(), status);
        await ExpectNoticeAsync(stage, notice.Title);
    }

    private static async Task TooManyPaymentsAsync(PageStateContext stage)
    {
        await stage.OpenCheckoutAsync();
        for (var attempt = 0; attempt < RecordPayment.MaxAttempts; attempt++)
        {
            var page = (StartOutcome.Redirect)await stage.App.StartPaymentAsync(stage.Visitor.LastPathSegment());
            await stage.App.SetSandboxOutcomeAsync(page, SandboxStatus.Declined);
            await stage.OpenAsync($"/payments/return/{await FindReturnCodeAsync(stage)}");
        }

        await stage.SubmitAsync(stage.Visitor.PayButton(), 429);
        await ExpectNoticeAsync(stage, CheckoutNotice.TooManyAttempts.Title);
    }

    private static async Task TooManyFreeTicketsAsync(PageStateContext stage)
    {
        var email = NewEmail();
        var show = await stage.App.PublishEventAsync(e => e.MaxFreeTicketsPerPerson = 4, new TicketTypeDraft("Entry", 0, 10));
        await stage.App.BuyAsync(show, "Entry", 4, email);
        await stage.OpenAsync($"/checkout/{await stage.App.PlaceHoldAsync(show, "Entry", 1)}");
        await stage.Visitor.FillInAsync(email: email);
        await stage.SubmitAsync(stage.Visitor.PayButton(), 409);
    }

    private static async Task TooManyEmailsAsync(PageStateContext stage)
    {
        var email = NewEmail();
        for (var order = 0; order < RecipientLimit.MaxPerHour; order++)
        {
            await stage.App.StartPaymentAsync(await HoldFreeAsync(stage), email);
        }

        await stage.OpenAsync($"/checkout/{await HoldFreeAsync(stage)}");
        await stage.Visitor.FillInAsync(email: email);
        await stage.SubmitAsync(stage.Visitor.PayButton(), 429);
        await ExpectNoticeAsync(stage, CheckoutNotice.EmailLimitReached.Title);
    }

    private static async Task TooManyConfirmationsAsync(PageStateContext stage)
    {
        var code = await HoldFreeAsync(stage);
        for (var address = 0; address < 5; address++)
        {
            await stage.App.StartPaymentAsync(code, NewEmail());
        }

        await stage.OpenAsync($"/checkout/{code}");
        await stage.Visitor.FillInAsync(email: NewEmail());
        await stage.SubmitAsync(stage.Visitor.PayButton(), 429);
        await ExpectNoticeAsync(stage, CheckoutNotice.TooManyConfirmations.Title);
    }

    private static async Task<string> HoldFreeAsync(PageStateContext stage) =>
        await stage.App.PlaceHoldAsync(
            await stage.App.PublishEventAsync(e => e.ConfirmFreeByEmail = true, new TicketTypeDraft("Entry", 0, 10)),
            "Entry",
            1
        );

    private static string NewEmail() => $"ada-{Guid.NewGuid():N}@example.com";

    private static async Task<string> FindReturnCodeAsync(PageStateContext stage)
    {
        var hold = await stage.FindHoldAsync();
        return await stage.App.UseAsync<TicketingDbContext, string>(db =>
            (
                from payment in db.Set<Payment>()
                join order in db.Set<Ticketing.Features.Orders.Order>() on payment.OrderId equals order.Id
                where order.HoldId == hold.Id
                orderby payment.Attempt descending
                select payment.ReturnCode
            ).FirstAsync()
        );
    }

    private static Task ExpectNoticeAsync(PageStateContext stage, string title) =>
        Expect(stage.Visitor.Page.Locator(".checkout .notice:not([hidden]) strong").First).ToHaveTextAsync(title);
}
