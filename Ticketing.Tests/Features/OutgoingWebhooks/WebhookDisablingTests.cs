using System.Net;
using Microsoft.AspNetCore.Http;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.OutgoingWebhooks.Sending;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

public sealed class WebhookDisablingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task An_endpoint_that_fails_for_five_days_is_disabled_and_superadmins_are_told(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var superAdmin = await app.CreateStaffAsync(Roles.SuperAdmin);
        var german = await app.CreateStaffAsync(Roles.SuperAdmin);
        await app.UseAsync<OwnAccount>(own => own.ChooseLanguageAsync(german.Id, ShippedLanguages.Find("de")!, Ct));
        var admin = await app.CreateStaffAsync();
        receiver.AnswerWith(StatusCodes.Status500InternalServerError);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        await app.QueueWebhookAsync(endpoint.Id);
        await app.SendWebhooksAsync();
        var failingSince = (await app.GetWebhookAsync(endpoint.Id)).FailingSince;

        app.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromHours(1));
        await app.QueueWebhookAsync(endpoint.Id);
        await app.SendWebhooksAsync();
        Assert.Null((await app.GetWebhookAsync(endpoint.Id)).DisabledAt);
        Assert.Equal(failingSince, (await app.GetWebhookAsync(endpoint.Id)).FailingSince);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.QueueWebhookAsync(endpoint.Id);
        await app.QueueWebhookAsync(endpoint.Id);
        await Task.WhenAll(app.SendWebhooksAsync(), app.SendWebhooksAsync());

        var disabled = await app.GetWebhookAsync(endpoint.Id);
        Assert.Equal((WebhookDisableReason.Failing, app.Clock.GetUtcNow()), (disabled.DisableReason, disabled.DisabledAt));
        var mail = await app.GetLastMailAsync(superAdmin.Email);
        Assert.Equal((DisableWebhookEndpoint.NoticeKind, Language.English.Tag), (mail.Kind, mail.Language));
        Assert.Equal("de", (await app.GetLastMailAsync(german.Email)).Language);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.GetLastMailAsync(admin.Email));
        var text = (await ComposeAsync(app, mail))!.Text;
        Assert.Contains($"no longer sends webhooks to {receiver.Url}", text, StringComparison.Ordinal);
        Assert.Contains($"https://tickets.example/admin/webhooks/{endpoint.Id}", text, StringComparison.Ordinal);
        Assert.Single(await app.GetAuditTrailAsync(endpoint.Id), entry => entry is { Action: "webhook.disabled", ActorId: null });

        var tries = receiver.Received.Count;
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.SendWebhooksAsync();
        Assert.Equal(tries, receiver.Received.Count);
    }

    [Theory, OnEitherDatabase]
    public async Task One_success_starts_the_five_days_anew(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        foreach (var status in new[] { StatusCodes.Status500InternalServerError, StatusCodes.Status200OK, StatusCodes.Status404NotFound })
        {
            receiver.AnswerWith(status);
            await app.QueueWebhookAsync(endpoint.Id);
            await app.SendWebhooksAsync();
            app.Clock.Advance(TimeSpan.FromDays(3));
        }

        await app.QueueWebhookAsync(endpoint.Id);
        await app.SendWebhooksAsync();

        Assert.Null((await app.GetWebhookAsync(endpoint.Id)).DisabledAt);
    }

    [Theory, OnEitherDatabase]
    public async Task What_waits_is_sent_when_the_endpoint_is_enabled_again(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status410Gone);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var (first, second) = (await app.QueueWebhookAsync(endpoint.Id), await app.QueueWebhookAsync(endpoint.Id));
        await app.SendWebhooksAsync();
        Assert.Equal(WebhookDisableReason.Gone, (await app.GetWebhookAsync(endpoint.Id)).DisableReason);
        Assert.Single(receiver.Received);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        Assert.Equal(["Waiting", "Waiting"], await GetStatesAsync());

        receiver.AnswerWith(StatusCodes.Status200OK);
        Assert.True(await app.UseAsync<EditWebhookEndpoint, bool>(edit => edit.EnableAsync(endpoint.Id, Ct)));
        Assert.Equal(["Trying again", "Waiting"], (await GetStatesAsync()).Order());
        Assert.Null((await app.GetWebhookAsync(endpoint.Id)).FailingSince);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SendWebhooksAsync();

        Assert.Equal([first.MessageId, first.MessageId, second.MessageId], receiver.Received.Select(received => received.Id).Order());
        Assert.All(await app.GetDeliveriesAsync(), delivery => Assert.Equal(WebhookDeliveryStatus.Delivered, delivery.Status));

        async Task<IEnumerable<string>> GetStatesAsync() =>
            (await superAdmin.OpenAsync($"/admin/webhooks/{endpoint.Id}"))
                .Document.QuerySelectorAll(".deliveries .chip")
                .Select(chip => chip.TextContent);
    }

    [Fact]
    public async Task Today_shows_superadmins_endpoints_that_failed_but_not_those_that_a_colleague_disabled()
    {
        await using var app = new OutgoingWebhookVenue();
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status410Gone);
        var (failed, put) = (await app.AddWebhookAsync(receiver.Url), await app.AddWebhookAsync(receiver.Url));
        await app.UseAsync<DisableWebhookEndpoint>(disable => disable.DisableAsync(put.Id, Ct));
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        using var admin = await app.SignInAsStaffAsync();
        const string item = "1 webhook was disabled: nothing could be delivered";
        Assert.DoesNotContain("webhook", (await superAdmin.OpenAsync("/admin")).Text, StringComparison.Ordinal);

        await app.QueueWebhookAsync(failed.Id);
        await app.SendWebhooksAsync();

        var today = (await superAdmin.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(item, today.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(item, (await admin.OpenAsync("/admin")).Text, StringComparison.Ordinal);
    }

    private static Task<ComposedEmail?> ComposeAsync(TicketingApp app, Notification mail) =>
        app.UseAsync<IEnumerable<IEmailComposer>, ComposedEmail?>(composers =>
            composers.Single(composer => composer.Kind == mail.Kind).ComposeAsync(mail, Ct)
        );
}
