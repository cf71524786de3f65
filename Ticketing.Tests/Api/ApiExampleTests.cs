using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

/// <summary>An example that is copied from the document, with real ids in it, gets what the document promises.</summary>
public sealed class ApiExampleTests
{
    private const string EventId = "019ac3f4-7f00-7a31-9c55-1f0f5f0a4b11";
    private const string StaffId = "019ac3f4-7f00-7d55-8e22-4c6f7a8b9c01";
    private const string Reference = "K7QF-3M9D";
    private const string Email = "sam@example.org";

    private static readonly Dictionary<string, string> EventPath = new()
    {
        ["{id}"] = EventId,
        ["{eventId}"] = EventId,
        ["{typeId}"] = "019ac3f4-7f00-7b02-8d1e-6a7c3c2d9e55",
        ["{code}"] = "pJ0m1Wq7Zb3sVxN8tLr5cYh2DkEfGa4u",
        ["{reference}"] = Reference,
        ["{codeId}"] = "019ac3f4-7f00-7b21-8e3f-5c6d7e8f9a0b",
        ["{number}"] = "1",
    };

    private static readonly Dictionary<string, string> WebhookPath = new()
    {
        ["{id}"] = "019ac3f4-7f00-7e11-9a3b-2c4d6e8f0a12",
        ["{deliveryId}"] = "019ac3f4-7f00-7f21-8b4c-3d5e7f901b23",
    };

    private static readonly Dictionary<string, string> StaffPath = new() { ["{id}"] = StaffId };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A new operation that changes something needs a place in this scene.</summary>
    [Theory, OnEitherDatabase]
    public async Task The_examples_set_an_event_up_sell_refund_and_check_in(DatabaseProvider database)
    {
        // The prices of the examples.
        await using var app = new TicketingApp(database).Set("Pricing:BookingFeePercent", "0").Set("Pricing:BookingFeeFixed", "100");
        var operations = await ApiExamples.ReadAsync(app);
        Assert.Empty(operations.Where(operation => !operation.Value.HasRequestExample).Select(operation => operation.Key));
        var token = (await app.GetTokensAsync(await app.CreateStaffAsync(Roles.SuperAdmin))).Access;
        var examples = new ApiExamples(app, token, operations);
        var called = new HashSet<string>();

        await CallAsync(EventPath, "CreateEvent", "AddTicketType", "UpdateEvent", "UpdateTicketType", "WithdrawTicketType");
        await CallAsync(
            EventPath,
            "OfferTicketType",
            "MoveTicketType",
            "DeleteTicketType",
            "AddTicketType",
            "ScheduleEvent",
            "UnscheduleEvent",
            "PublishEvent",
            "WithdrawEvent",
            "PublishEvent"
        );
        await CallAsync(EventPath, "AddPromoCode", "UpdatePromoCode", "EndPromoCode", "ResumePromoCode", "DeletePromoCode");
        await CallAsync(EventPath, "HoldTickets", "ReleaseHold", "HoldTickets", "OrderHeldTickets");
        await PayAsync();
        await CallAsync(EventPath, "ResendTickets", "CorrectBuyer", "CorrectCompany", "RemoveCompany", "RenameAttendee", "RefundOrder");
        examples.Values[GetExample("ScanTicket", "code")] = (await app.GetTicketCodesAsync(await FindOrderAsync()))[0];
        await CallAsync(EventPath, "ScanTicket");
        Assert.Equal((1, 1), await CountAsync());
        await CallAsync(EventPath, "UndoScan");
        examples.Values[GetExample("AdmitByHand", "ticketId")] = $"{(await app.GetTicketsAsync(await FindOrderAsync()))[0].Id}";
        await CallAsync(EventPath, "AdmitByHand", "SellAtBoxOffice", "PostponeEvent", "SetNewDate", "CancelEvent", "CreateApiKey");

        examples.Values[Email] = AccountActions.NewEmailAddress();
        await CallAsync(StaffPath, "InviteStaff", "InviteStaffAgain", "WithdrawInvitation");
        examples.Values[StaffId] = $"{await AddApplicantAsync(app)}";
        await CallAsync(
            StaffPath,
            "ApproveStaff",
            "ChangeStaffRole",
            "DisableStaff",
            "EnableStaff",
            "SignStaffOut",
            "ResetStaffSecondFactor"
        );
        var member = await app.CreateStaffAsync();
        examples.Values[Email] = member.Email;
        examples.Values[GetExample("CreateToken", "password")] = member.Password;
        examples.Values[GetExample("CreateToken", "code")] = StaffActions.NextCode(member.Key);
        await CallAsync(StaffPath, "CreateToken", "RefreshToken", "RevokeToken");

        await CallAsync(WebhookPath, "AddWebhook", "UpdateWebhook", "RotateWebhookSecret", "EndOldWebhookSecret", "DisableWebhook");
        await CallAsync(WebhookPath, "EnableWebhook", "TestWebhook");
        await SettleDeliveriesAsync(app);
        await CallAsync(WebhookPath, "SendWebhookAgain", "DeleteWebhook");

        Assert.Equal(operations.Where(o => o.Value.Method != HttpMethod.Get).Select(o => o.Key).Order(), called.Order());

        async Task CallAsync(IReadOnlyDictionary<string, string> path, params string[] names)
        {
            foreach (var name in names)
            {
                await examples.CallAsync(name, path);
                called.Add(name);
            }
        }

        string GetExample(string name, string field) =>
            operations[name].Request!.Value.GetProperty("example").GetProperty(field).GetString()!;

        async Task<Order> FindOrderAsync() => (await app.FindOrderAsync(examples.Values[Reference]))!;

        async Task PayAsync()
        {
            using var browser = app.NewBrowser();
            var page = new Uri(examples.Values["https://checkout.stripe.com/c/pay/cs_live_a1B2c3D4"]).PathAndQuery;
            await (await browser.OpenAsync(page)).PayAsync("paid");
            Assert.Equal(OrderStatus.Paid, (await FindOrderAsync()).Status);
        }

        async Task<(int Refunded, int Admitted)> CountAsync()
        {
            var tickets = await app.GetTicketsAsync(await FindOrderAsync());
            return (tickets.Count(t => t.Status == TicketStatus.Void), tickets.Count(t => t.CheckedInAt is not null));
        }
    }

    private static Task SettleDeliveriesAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<WebhookDelivery>()
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(delivery => delivery.Status, WebhookDeliveryStatus.Delivered)
                                    .SetProperty(delivery => delivery.SettledAt, app.Clock.GetUtcNow()),
                            Ct
                        ),
                ct: Ct
            )
        );

    /// <summary>Somebody who registered, confirmed their address and waits.</summary>
    private static async Task<Guid> AddApplicantAsync(TicketingApp app)
    {
        var member = await app.CreateStaffAsync(role: null);
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db
                        .Users.Where(user => user.Id == member.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(user => user.Status, StaffStatus.PendingApproval), Ct),
                ct: Ct
            )
        );
        return member.Id;
    }
}
