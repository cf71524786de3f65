using System.Text.Json;
using Ticketing.Infrastructure.Audit;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Audit;

public sealed class AuditValueTextTests
{
    [Theory]
    [InlineData("difference", "PaidAtProviderOnly", "Paid at provider only")]
    [InlineData("cause", "EventCancelled", "Event cancelled")]
    [InlineData("paidWith", "Card terminal", "Card terminal")]
    [InlineData("status", "Inactive", "Draft")]
    [InlineData("status", "Dead", "Failed")]
    [InlineData("kind", "IndieRock", null)]
    public void Names_of_the_program_become_words_and_free_texts_stay(string property, string value, string? text)
    {
        using var entry = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { [property] = value }));
        Assert.Equal(text, AuditValueText.Find(entry.RootElement.EnumerateObject().Single(), "GBP"));
    }

    [Fact]
    public void Prices_in_minor_units_become_amounts()
    {
        using var entry = JsonDocument.Parse("""{ "price": 1850 }""");
        Assert.Equal("£18.50", AuditValueText.Find(entry.RootElement.EnumerateObject().Single(), "GBP"));
    }
}
