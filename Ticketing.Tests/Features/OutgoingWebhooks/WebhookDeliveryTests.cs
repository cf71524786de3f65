using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.OutgoingWebhooks.Sending;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

public sealed class WebhookDeliveryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_message_is_signed_with_the_secret_that_was_shown_and_sent_once(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status200OK, "Thank you");
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var message = await app.QueueWebhookAsync(endpoint.Id, new { Text = "Zoë £5" });

        await app.SendWebhooksAsync();
        app.Clock.Advance(TimeSpan.FromHours(3));
        await app.SendWebhooksAsync();

        var received = Assert.Single(receiver.Received);
        Assert.Equal((message.MessageId, message.Payload), (received.Id, received.Body));
        Assert.Contains("\"data\":{\"text\":\"Zoë £5\"}", received.Body, StringComparison.Ordinal);
        Assert.Equal(TicketingApp.Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), received.Timestamp);
        Assert.Equal(Sign(endpoint.Secret, received), received.Signature);
        var delivery = await app.GetOnlyDeliveryAsync();
        Assert.Equal(
            (WebhookDeliveryStatus.Delivered, 1, 200, "Thank you", null),
            (delivery.Status, delivery.Attempts, delivery.ResponseStatus, delivery.ResponseBody, delivery.LastError)
        );
        Assert.NotNull(delivery.DurationMilliseconds);
    }

    [Fact]
    public async Task Secrets_are_stored_encrypted()
    {
        await using var app = new OutgoingWebhookVenue();
        var endpoint = await app.AddWebhookAsync("https://partner.example/hooks");
        var stored = (await app.GetWebhookAsync(endpoint.Id)).ProtectedSecret;
        var secret = Convert.FromBase64String(endpoint.Secret["whsec_".Length..]);

        Assert.Equal(32, secret.Length);
        Assert.Equal(-1, stored.AsSpan().IndexOf(secret));
        var protector = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Ticketing.WebhookSecrets.v1");
        Assert.Equal(secret, protector.Unprotect(stored));
    }

    [Theory, OnEitherDatabase]
    public async Task After_a_rotation_both_secrets_sign_for_a_day(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var endpoint = await app.AddWebhookAsync(receiver.Url);

        var secrets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RotateAsync(app, endpoint.Id)));
        var secret = Assert.Single(secrets.OfType<string>());
        await SendAsync(app, endpoint.Id);
        app.Clock.Advance(RotateWebhookSecret.Overlap - TimeSpan.FromSeconds(1));
        await SendAsync(app, endpoint.Id);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(app, endpoint.Id);

        Assert.All(
            receiver.Received.Take(2),
            received => Assert.Equal($"{Sign(secret, received)} {Sign(endpoint.Secret, received)}", received.Signature)
        );
        Assert.Equal(Sign(secret, receiver.Received[2]), receiver.Received[2].Signature);

        var next = await RotateAsync(app, endpoint.Id);
        Assert.NotNull(next);
        Assert.True(await app.UseAsync<RotateWebhookSecret, bool>(secrets => secrets.EndOverlapAsync(endpoint.Id, Ct)));
        Assert.False(await app.UseAsync<RotateWebhookSecret, bool>(secrets => secrets.EndOverlapAsync(endpoint.Id, Ct)));
        await SendAsync(app, endpoint.Id);
        Assert.Equal(Sign(next, receiver.Received[3]), receiver.Received[3].Signature);
    }

    [Theory, OnEitherDatabase]
    public async Task A_failing_message_is_tried_less_and_less_often_for_three_days(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status500InternalServerError, "Out of order");
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var message = await app.QueueWebhookAsync(endpoint.Id);

        await app.SendWebhooksForAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(2));
        await app.SendWebhooksForAsync(TimeSpan.FromDays(4), TimeSpan.FromMinutes(10));

        var times = receiver.Received.Select(received => received.SentAt - message.CreatedAt).ToList();
        var pauses = times.Zip(times.Skip(1), (earlier, later) => later - earlier).ToList();
        Assert.InRange(pauses[0], TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15));
        Assert.All(pauses.Take(5).Zip(pauses.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Assert.All(pauses, pause => Assert.True(pause < TimeSpan.FromMinutes(85)));
        Assert.InRange(times[^1], TimeSpan.FromDays(3), TimeSpan.FromDays(3) + TimeSpan.FromMinutes(85));
        Assert.InRange(times.Count, 60, 110);
        Assert.All(receiver.Received, received => Assert.Equal((message.MessageId, message.Payload), (received.Id, received.Body)));
        Assert.All(receiver.Received, received => Assert.Equal(Sign(endpoint.Secret, received), received.Signature));
        var delivery = await app.GetOnlyDeliveryAsync();
        Assert.Equal(
            (WebhookDeliveryStatus.Failed, times.Count, 500, "Out of order", "It answered 500."),
            (delivery.Status, delivery.Attempts, delivery.ResponseStatus, delivery.ResponseBody, delivery.LastError)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_that_was_given_up_can_be_sent_again(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status400BadRequest);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var message = await app.QueueWebhookAsync(endpoint.Id);
        Assert.False(await AgainAsync(app, message));
        app.Clock.Advance(WebhookRetries.GiveUpAfter);
        await app.SendWebhooksAsync();
        Assert.Equal(WebhookDeliveryStatus.Failed, (await app.GetOnlyDeliveryAsync()).Status);

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AgainAsync(app, message)));
        Assert.Single(asked, queued => queued);
        await app.SendWebhooksAsync();
        Assert.Equal(WebhookDeliveryStatus.Waiting, (await app.GetOnlyDeliveryAsync()).Status);
        receiver.AnswerWith(StatusCodes.Status202Accepted);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SendWebhooksAsync();

        Assert.Equal(WebhookDeliveryStatus.Delivered, (await app.GetOnlyDeliveryAsync()).Status);
        Assert.Equal([message.MessageId, message.MessageId, message.MessageId], receiver.Received.Select(received => received.Id));
    }

    [Theory, OnEitherDatabase]
    public async Task Two_processes_send_each_message_once(DatabaseProvider database)
    {
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        await using var app = new OutgoingWebhookVenue(database);
        await using var other = new OutgoingWebhookVenue(database);
        other.ShareDatabaseWith(app);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var messages = new List<WebhookDelivery>();
        for (var i = 0; i < 60; i++)
        {
            messages.Add(await app.QueueWebhookAsync(endpoint.Id));
        }

        await Task.WhenAll(Task.Run(app.SendWebhooksAsync, Ct), Task.Run(other.SendWebhooksAsync, Ct), Task.Run(app.SendWebhooksAsync, Ct));
        await app.SendWebhooksAsync();

        Assert.Equal(messages.Select(m => m.MessageId).Order(), receiver.Received.Select(received => received.Id).Order());
        Assert.All(
            await app.GetDeliveriesAsync(),
            delivery => Assert.Equal((WebhookDeliveryStatus.Delivered, 1), (delivery.Status, delivery.Attempts))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_whose_answer_could_not_be_recorded_is_sent_again_with_the_same_id(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var message = await app.QueueWebhookAsync(endpoint.Id);
        receiver.Answer = _ => app.UseAsync<TicketingDbContext, int>(HideTableAsync);

        await Assert.ThrowsAnyAsync<Exception>(app.SendWebhooksAsync);
        await app.UseAsync<TicketingDbContext, int>(ShowTableAsync);
        receiver.AnswerWith(StatusCodes.Status204NoContent);
        await app.SendWebhooksAsync();
        Assert.Single(receiver.Received);
        app.Clock.Advance(DeliverWebhooks.Lease);
        await app.SendWebhooksAsync();

        Assert.Equal([message.MessageId, message.MessageId], receiver.Received.Select(received => received.Id));
        Assert.Equal(WebhookDeliveryStatus.Delivered, (await app.GetOnlyDeliveryAsync()).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_process_that_is_killed_while_it_sends_is_replaced_by_another_that_sends_the_same_message(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var message = await app.QueueWebhookAsync((await app.AddWebhookAsync(receiver.Url)).Id);
        using var program = new KillableProgram(app, ("Webhooks__AllowedNetworks__0", "127.0.0.1/32"));

        await program.StartAsync(Ct);
        await WaitForAsync(() => receiver.Received.Count == 1);
        await program.KillAsync();
        receiver.AnswerWith(StatusCodes.Status204NoContent);
        Assert.Equal((WebhookDeliveryStatus.Waiting, 1), await GetStateAsync());
        await program.StartAsync(Ct);
        await Task.Delay(TimeSpan.FromSeconds(5), Ct);
        Assert.Single(receiver.Received);
        await EndLeasesAsync(app);
        await WaitForAsync(() => receiver.Received.Count == 2);

        Assert.Equal(
            [(message.MessageId, message.Payload), (message.MessageId, message.Payload)],
            receiver.Received.Select(r => (r.Id, r.Body))
        );
        async Task<(WebhookDeliveryStatus, int)> GetStateAsync()
        {
            var delivery = await app.GetOnlyDeliveryAsync();
            return (delivery.Status, delivery.Attempts);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task An_endpoint_that_is_down_delays_no_other_and_is_tried_once_in_a_run(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var down = await WebhookReceiver.StartAsync(Ct);
        await using var up = await WebhookReceiver.StartAsync(Ct);
        down.AnswerWith(StatusCodes.Status503ServiceUnavailable);
        var endpoints = new[] { await app.AddWebhookAsync(down.Url), await app.AddWebhookAsync(up.Url) };
        for (var i = 0; i < 10; i++)
        {
            await app.QueueWebhookAsync(endpoints[0].Id);
            await app.QueueWebhookAsync(endpoints[1].Id);
        }

        await app.SendWebhooksAsync();

        Assert.Single(down.Received);
        Assert.Equal(10, up.Received.Count);
    }

    [Fact]
    public async Task Deliveries_are_deleted_after_a_month()
    {
        await using var app = new OutgoingWebhookVenue();
        var endpoint = await app.AddWebhookAsync("https://partner.example/hooks");
        await app.QueueWebhookAsync(endpoint.Id);
        app.Clock.Advance(TimeSpan.FromDays(1));
        var kept = await app.QueueWebhookAsync(endpoint.Id);
        app.Clock.Advance(TimeSpan.FromDays(29) + TimeSpan.FromMinutes(1));

        await app.RunJobAsync<WebhookDeliveryCleanupJob>();

        Assert.Equal(kept.Id, (await app.GetOnlyDeliveryAsync()).Id);
    }

    /// <summary>Written from the specification, apart from the product.</summary>
    private static string Sign(string secret, ReceivedWebhook received)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret.Split('_')[1]));
        return "v1,"
            + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{received.Id}.{received.Timestamp}.{received.Body}")));
    }

    private static async Task SendAsync(TicketingApp app, Guid endpoint)
    {
        await app.QueueWebhookAsync(endpoint);
        await app.SendWebhooksAsync();
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var patience = TimeProvider.System.GetTimestamp(); !condition(); await Task.Delay(50, Ct))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromMinutes(1));
        }
    }

    private static Task EndLeasesAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<WebhookDelivery>()
                        .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextTryAt, TimeProvider.System.GetUtcNow()), Ct),
                ct: Ct
            )
        );

    private static Task<string?> RotateAsync(TicketingApp app, Guid endpoint) =>
        app.UseAsync<RotateWebhookSecret, string?>(secrets => secrets.RotateAsync(endpoint, Ct));

    private static Task<bool> AgainAsync(TicketingApp app, WebhookDelivery message) =>
        app.UseAsync<SendWebhookAgain, bool>(again => again.SendAgainAsync(message.EndpointId, message.Id, Ct));

    private static Task<int> HideTableAsync(TicketingDbContext db) =>
        db.WriteAsync(() => db.Database.ExecuteSqlRawAsync("ALTER TABLE webhook_deliveries RENAME TO away", Ct), ct: Ct);

    private static Task<int> ShowTableAsync(TicketingDbContext db) =>
        db.WriteAsync(() => db.Database.ExecuteSqlRawAsync("ALTER TABLE away RENAME TO webhook_deliveries", Ct), ct: Ct);
}
