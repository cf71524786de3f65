using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Features.Payments.Webhooks;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Ticketing.Tests.Journeys.Admin.PageSteps;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class WebhookPagesJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task Webhook_message_pages()
    {
        await using var venue = ListeningApp.With(app => app.UseStripeWebhooks());
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/payments/messages");
        await CheckAsync(visitor);
        foreach (
            var (kind, about) in new[]
            {
                ("checkout.session.completed", "cs_test_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6a7B8"),
                ("customer.created", "cus_1"),
                ("refund.failed", "re_1"),
            }
        )
        {
            using var told = await venue.SendSignedAsync(StripeMessages.CreateMessage($"evt_{about}", kind, about));
        }

        await venue.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<WebhookEvent>()
                        .Where(message => message.ObjectId == "re_1")
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(m => m.Status, WebhookStatus.Stuck)
                                    .SetProperty(m => m.SettledAt, m => m.ReceivedAt)
                                    .SetProperty(m => m.Attempts, WebhookProcessor.MaxAttempts)
                                    .SetProperty(m => m.LastError, "Stripe could not be reached."),
                            Ct
                        ),
                ct: Ct
            )
        );
        using var ofAnotherVersion = await venue.SendSignedAsync(StripeMessages.CreateMessage("evt_2", version: "2026-04-22.dahlia"));
        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        using var unknown = await venue.SendSignedAsync("{}");
        await visitor.Page.ReloadAsync();
        await CheckAsync(visitor);
        await CheckAsync(visitor, "/admin");
        await CheckAsync(visitor, "/admin/payments/messages?status=Waiting");
    }

    [Fact]
    public async Task Pages_of_webhooks_that_are_sent()
    {
        await using var venue = ListeningApp.With(app => app.Set("Webhooks:AllowedNetworks:0", "127.0.0.1/32"));
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status500InternalServerError, "Out of order");
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/webhooks", Roles.SuperAdmin);
        await CheckAsync(visitor);
        await CheckAsync(visitor, "/admin/webhooks/new");
        await PressAsync(visitor, "Add the webhook");
        await CheckAsync(visitor);
        await FillAsync(visitor, ("URL", receiver.Url));
        await PressAsync(visitor, "Add the webhook");
        await CheckAsync(visitor);
        var path = visitor.Path;
        await PressAsync(visitor, "Send a test");
        await venue.SendWebhooksAsync();
        await CheckAsync(visitor, visitor.Path);
        await CheckAsync(visitor, path);
        await CheckAsync(visitor, $"{path}/edit");
        await CheckAsync(visitor, "/admin/webhooks");
        receiver.AnswerWith(StatusCodes.Status410Gone);
        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        await venue.SendWebhooksAsync();
        await CheckAsync(visitor, path);
    }
}
