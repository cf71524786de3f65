using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

/// <summary>Every mail that a buyer can get, with what is attached to it, in the pseudo-language.</summary>
public sealed class PseudoLanguageTests : IAsyncDisposable
{
    /// <summary>Texts of the venue and its buyers, besides those that all tests use.</summary>
    private static readonly string[] Written =
    [
        "14 Canal Street, Leeds",
        "Blue Room Concerts Ltd",
        "12 Canal Street",
        "Leeds",
        "Acme Ltd",
        "1 High Street",
        "Entry",
        "Jazz",
        "Oud, upright bass and two drummers.",
        "ada2@example.com",
        "ada3@example.com",
        "grace@example.com",
        "staff@example.com",
        "Doors open half an hour early",
        "Please come",
        "before eight",
        "the support act is long",
        "parking",
        "is full early",
        "More",
    ];

    private readonly TicketingApp app = BuyerMails.CreateApp(Language.Pseudo);

    [Fact]
    public async Task No_mail_and_no_document_of_a_buyer_has_an_English_word()
    {
        using var _ = Language.Pseudo.Use();
        var mails = await new BuyerMails(app).ReadAllAsync();
        var found = mails.SelectMany(mail =>
            EmailReader.Read(mail.Mail).SelectMany(part => Describe($"{mail.Kind}, {part.Name}", part.Text))
        );
        Assert.Equal("", string.Join('\n', found.Distinct()));
    }

    [Theory]
    [InlineData("[Ĥéĺĺö] £14.00, The Blue\nRoom https://tickets.example/orders", "")]
    [InlineData("[Ĥéĺĺö [3 March 2031]] from Leeds [·]", "from")]
    public void A_word_outside_brackets_is_found(string text, string found) =>
        Assert.Equal(found, string.Join(' ', EnglishText.Find(text, "Leeds")));

    private static IEnumerable<string> Describe(string source, string text) =>
        EnglishText.Find(text, Written).Select(word => $"{source}: {word}");

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
