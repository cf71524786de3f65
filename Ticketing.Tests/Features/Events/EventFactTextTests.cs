using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class EventFactTextTests
{
    private const string Standard = "No refunds unless the show is cancelled or moved to another date.";

    [Theory]
    [InlineData("en-GB", 45, "45 minutes")]
    [InlineData("en-GB", 60, "1 hour")]
    [InlineData("en-GB", 150, "2 hours and 30 minutes")]
    [InlineData("de", 61, "1 Stunde und 1 Minute")]
    [InlineData("ar", 125, "ساعتان و5 دقائق")]
    public void The_running_time_is_in_hours_and_minutes(string language, int minutes, string text)
    {
        using var _ = ShippedLanguages.Find(language)!.Use();
        Assert.Equal(text, Create(e => e.RunningMinutes = minutes).RunningTime());
    }

    [Theory]
    [InlineData("en-GB", "Ages 16 and over")]
    [InlineData("de", "Ab 16 Jahren")]
    [InlineData("ar", "لمن بلغ 16 عامًا فأكثر")]
    public void The_age_limit_is_in_the_language_of_the_page(string language, string text)
    {
        using var _ = ShippedLanguages.Find(language)!.Use();
        Assert.Equal(text, Create(e => e.MinimumAge = 16).AgeLimit());
    }

    [Fact]
    public void What_staff_have_not_entered_has_no_text()
    {
        var show = Create(_ => { });
        Assert.Equal((null, null), (show.AgeLimit(), show.RunningTime()));
    }

    [Theory]
    [InlineData("", "", false, Standard)]
    [InlineData("Refunds until noon.", "", false, "Refunds until noon.")]
    [InlineData("", "", true, null)]
    [InlineData("Tell us if you cannot come.", "", true, "Tell us if you cannot come.")]
    [InlineData("", "# Our own terms", false, null)]
    [InlineData("Refunds until noon.", "# Our own terms", false, "Refunds until noon.")]
    public void An_event_without_a_refund_rule_has_that_of_the_standard_terms(string rule, string ownTerms, bool isFree, string? shown)
    {
        var options = new ServiceCollection().Configure<SiteOptions>(site => site.Texts.Terms = ownTerms).BuildServiceProvider();
        var terms = ActivatorUtilities.CreateInstance<TermsOfSale>(options);
        Assert.Equal(shown, terms.FindRefundRule(Create(e => e.RefundRule = rule), isFree));
    }

    private static Event Create(Action<Event> change)
    {
        var show = new Event
        {
            Slug = "show",
            Title = "Show",
            Location = "The Blue Room",
            TimeZone = "Europe/London",
            StartsAt = DateTimeOffset.UnixEpoch,
        };
        change(show);
        return show;
    }
}
