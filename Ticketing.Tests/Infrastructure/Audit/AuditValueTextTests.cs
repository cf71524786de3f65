using System.Text.Json;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Audit;

public sealed class AuditValueTextTests
{
    [Theory]
    [InlineData("difference", "PaidAtProviderOnly", "Paid at provider only")]
    [InlineData("cause", "EventCancelled", "Event cancelled")]
    [InlineData("cause", "Staff", "")]
    [InlineData("paidWith", "Card terminal", "Card terminal")]
    [InlineData("status", "Inactive", "Draft")]
    [InlineData("status", "Dead", "Failed")]
    [InlineData("kind", "IndieRock", null)]
    [InlineData("kind", "BackOn", "New date after postponement")]
    [InlineData("method", "BankTransfer", "Bank transfer")]
    [InlineData("from", "2031-02-03", "Mon 3 Feb 2031")]
    public void Names_of_the_program_become_words_and_free_texts_stay(string property, string value, string? text)
    {
        using var entry = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { [property] = value }));
        Assert.Equal(text, AuditValueText.Find(entry.RootElement.EnumerateObject().Single(), "GBP"));
    }

    [Theory]
    [InlineData("list", "orders", "Bestellungen")]
    [InlineData("kind", "Postponed", "Verschoben")]
    [InlineData("searched", "yes", "ja")]
    [InlineData("amount", "£1,234.50 + CHF\u00a014.00", "1.234,50\u00a0£ + 14,00\u00a0CHF")]
    public void Values_are_in_the_language_of_the_reader(string property, string value, string german)
    {
        using var _ = ShippedLanguages.Find("de")!.Use();
        using var entry = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { [property] = value }));
        Assert.Equal(german, AuditValueText.Find(entry.RootElement.EnumerateObject().Single(), "GBP"));
    }

    [Theory]
    [InlineData("orders.refunded", "39", "39 Bestellungen")]
    [InlineData("export.orders", "everything", "alles")]
    [InlineData("export.orders", "Nadia Karim", "Nadia Karim")]
    [InlineData("mail.requeued", "Mail to a@example.com", "E-Mail an a@example.com")]
    [InlineData("event.edited", "Mail to you", "Mail to you")]
    public void Subjects_are_in_the_language_of_the_reader(string action, string subject, string german)
    {
        using var _ = ShippedLanguages.Find("de")!.Use();
        Assert.Equal(german, AuditSubjectText.Describe(Entry(action, subject)));
    }

    [Fact]
    public void Values_that_were_empty_and_stayed_empty_are_not_shown()
    {
        var clock = new VenueClock(null!, TimeProvider.System);
        Assert.Empty(AuditChanges.From(Entry("order.let_in", "", """{"gate":"","to":null}"""), clock, "GBP"));
    }

    private static AuditEntry Entry(string action, string subject, string after = "") =>
        new()
        {
            At = DateTimeOffset.UnixEpoch,
            ActorId = null,
            ActorName = "",
            Address = "",
            Action = action,
            SubjectId = "",
            SubjectName = subject,
            Before = "",
            After = after,
        };

    [Fact]
    public void Prices_in_minor_units_become_amounts()
    {
        using var entry = JsonDocument.Parse("""{ "price": 1850 }""");
        Assert.Equal("£18.50", AuditValueText.Find(entry.RootElement.EnumerateObject().Single(), "GBP"));
    }
}
