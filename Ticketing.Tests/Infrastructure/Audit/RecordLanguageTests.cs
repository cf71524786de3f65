using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Audit;

/// <summary>Everybody reads the same records.</summary>
public sealed partial class RecordLanguageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Amounts_are_recorded_alike_whatever_the_language_of_who_acts(DatabaseProvider database)
    {
        var english = await ActAsync(database, Language.English);
        var german = await ActAsync(database, ShippedLanguages.Find("de")!);
        Assert.Equal(
            [
                "event.cancelled £14.00",
                "event.cancelled £30.00",
                "order.refunded £15.00",
                "order.sold £14.00",
                "settlement.agreed £500.00",
                "settlement.deduction-added £1,234.50",
            ],
            english
        );
        Assert.Equal(english, german);
    }

    private static async Task<List<string>> ActAsync(DatabaseProvider database, Language language)
    {
        using var _ = language.Use();
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.StartRefundAsync(await app.BuyAsync(show, "Standing", 1));
        await app.SellAsync(show, "Standing", 1);
        await app.BuyAsync(show, "Standing", 2);
        await app.AgreeTermsAsync(
            show,
            new TermsForm
            {
                Artist = "Nadia",
                Share = "70",
                Guarantee = "500",
            }
        );
        await app.AddDeductionAsync(show, "Hotel", "1234.50");
        await app.CancelAsync(show);
        var entries = await app.UseAsync<TicketingDbContext, List<AuditEntry>>(db => db.Set<AuditEntry>().AsNoTracking().ToListAsync(Ct));
        return
        [
            .. entries
                .SelectMany(entry => Amount().Matches($"{entry.After}").Select(amount => $"{entry.Action} {amount}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(@"(£|\\u00A3)[\d,.]+|[\d,.]+\s?(€|£|\\u00A3|\\u00A0£|\\u00A0\\u00A3)")]
    private static partial Regex Amount();
}
