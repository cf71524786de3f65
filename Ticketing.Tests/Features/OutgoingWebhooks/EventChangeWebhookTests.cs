using System.Text.Json;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Events.Translations;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

/// <summary>Each way to change a public event, other than its form, is told too.</summary>
public sealed class EventChangeWebhookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Posters_translations_and_dates_are_told(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishShowAsync();
        await app.AddWebhookAsync("https://partner.example/hooks", WebhookEventTypes.EventChanged);

        Assert.IsType<PosterOutcome.Saved>(
            await app.UseAsync<EditPoster, PosterOutcome>(posters => posters.UploadAsync(show.Id, TestImages.Jpeg(), "A door", Ct))
        );
        await ExpectAsync("active", 30);
        Assert.IsType<PosterOutcome.Saved>(
            await app.UseAsync<EditPoster, PosterOutcome>(posters => posters.SetAltTextAsync(show.Id, "A red door", Ct))
        );
        await ExpectAsync("active", 30);
        Assert.IsType<EditOutcome.Saved>(await TranslateAsync(app, show));
        await ExpectAsync("active", 30);
        Assert.IsType<EditOutcome.Saved>(await PostponeAsync(app, show));
        await ExpectAsync("postponed", 30);
        Assert.IsType<EditOutcome.Saved>(await SetDateAsync(app, show));
        await ExpectAsync("active", 37);

        async Task ExpectAsync(string status, int days)
        {
            var told = (await app.GetWebhooksAsync()).Select(webhook => webhook.Data).LastOrDefault();
            Assert.NotEqual(JsonValueKind.Undefined, told.ValueKind);
            Assert.Equal(show.Id, told.GetProperty("eventId").GetGuid());
            Assert.Equal(
                (status, TicketingApp.Start.AddDays(days).AddHours(8)),
                (told.GetProperty("status").GetString(), told.GetProperty("startsAt").GetDateTimeOffset())
            );
            await app.ForgetWebhooksAsync();
        }
    }

    private static async Task<EditOutcome> TranslateAsync(TicketingApp app, Event show)
    {
        var now = await app.GetEventAsync(show);
        var form = TranslationForm.From(EventTexts.Get(now, "de"));
        var loaded = Revision.Create(now.Version, form).Loaded;
        form.Values["Title"] = "Das Nadia-Karim-Quartett";
        return await app.UseAsync<EditTranslations, EditOutcome>(edit =>
            edit.SaveAsync(show.Id, ShippedLanguages.Find("de")!, form, loaded, Ct)
        );
    }

    private static async Task<EditOutcome> PostponeAsync(TicketingApp app, Event show)
    {
        var version = (await app.GetEventAsync(show)).Version;
        return await app.UseAsync<PostponeEvent, EditOutcome>(postpone =>
            postpone.PostponeAsync(show.Id, version, ReschedulingSteps.Tell, Ct)
        );
    }

    private static async Task<EditOutcome> SetDateAsync(TicketingApp app, Event show)
    {
        var now = await app.GetEventAsync(show);
        var form = EventForm.From(now);
        var from = Revision.Create(now.Version, form);
        form.MoveByDays(7);
        return await app.UseAsync<PostponeEvent, EditOutcome>(postpone =>
            postpone.SetDateAsync(show.Id, form, from, ReschedulingSteps.Tell, Ct)
        );
    }
}
