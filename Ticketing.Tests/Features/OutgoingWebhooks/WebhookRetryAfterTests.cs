using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

public sealed class WebhookRetryAfterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="header">A date is written as seconds after the start.</param>
    [Theory]
    [InlineData("600", 600, 600)]
    [InlineData("date 600", 600, 600)]
    [InlineData("7200", 3600, 3600)]
    [InlineData("99999999999", 8, 12)]
    [InlineData("1", 8, 12)]
    [InlineData("date -60", 8, 12)]
    [InlineData("soon", 8, 12)]
    public async Task An_endpoint_gets_the_pause_that_it_asks_for_within_limits(string header, int least, int most)
    {
        await using var app = new OutgoingWebhookVenue();
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        var value = header.Split(' ') is ["date", var seconds]
            ? app.Clock.GetUtcNow().AddSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture)
            : header;
        AnswerWith(receiver, StatusCodes.Status500InternalServerError, value);
        var message = await app.QueueWebhookAsync((await app.AddWebhookAsync(receiver.Url)).Id);

        await app.SendWebhooksAsync();

        var pause = (await app.GetOnlyDeliveryAsync()).NextTryAt - message.CreatedAt;
        Assert.InRange(pause, TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
    }

    [Theory, OnEitherDatabase]
    public async Task While_it_pauses_it_gets_no_other_message_either(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        AnswerWith(receiver, StatusCodes.Status429TooManyRequests, "300");
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        for (var i = 0; i < 3; i++)
        {
            await app.QueueWebhookAsync(endpoint.Id);
        }

        await app.SendWebhooksForAsync(TimeSpan.FromSeconds(290), TimeSpan.FromSeconds(10));
        Assert.Single(receiver.Received);
        receiver.AnswerWith(StatusCodes.Status204NoContent);
        await app.SendWebhooksForAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10));
        Assert.Equal(4, receiver.Received.Count);
    }

    [Theory, OnEitherDatabase]
    public async Task Each_attempt_is_kept_with_its_answer_until_the_delivery_is_deleted(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status500InternalServerError, new string('x', 300));
        var endpoint = await app.AddWebhookAsync(receiver.Url);
        var message = await app.QueueWebhookAsync(endpoint.Id);
        await app.SendWebhooksAsync();
        var failedAt = app.Clock.GetUtcNow();
        receiver.AnswerWith(StatusCodes.Status200OK, "Thank you");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SendWebhooksAsync();

        var attempts = await ListAsync();
        Assert.Equal(
            [(app.Clock.GetUtcNow(), 200, "Thank you", null), (failedAt, 500, new string('x', 199) + "…", "It answered 500.")],
            attempts.Select(a => (a.At, a.ResponseStatus, a.ResponseStart, a.Error))
        );
        Assert.All(attempts, attempt => Assert.True(attempt.DurationMilliseconds >= 0));
        await app.UseAsync<EditWebhookEndpoint, bool>(edit => edit.DeleteAsync(endpoint.Id, Ct));
        Assert.Empty(await ListAsync());

        Task<IReadOnlyList<WebhookAttempt>> ListAsync() =>
            app.UseAsync<WebhookDeliveryQueries, IReadOnlyList<WebhookAttempt>>(queries => queries.ListAttemptsAsync(message.Id, Ct));
    }

    private static void AnswerWith(WebhookReceiver receiver, int status, string retryAfter) =>
        receiver.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };
}
