using System.Text;
using AngleSharp.Html.Parser;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Journeys;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

/// <summary>Saves what it reads to the folder that <c>TICKETING_PICTURES</c> names, if any, so that people can look at it.</summary>
public sealed class BuyerMailsTests
{
    [Theory]
    [InlineData("en-GB", "ltr")]
    [InlineData("de", "ltr")]
    [InlineData("ar", "rtl")]
    public async Task Every_mail_names_its_language_and_direction_and_fills_in_its_texts(string tag, string direction)
    {
        var language = ShippedLanguages.Find(tag)!;
        using var _ = language.Use();
        await using var app = BuyerMails.CreateApp(language);
        foreach (var (number, (kind, mail)) in (await new BuyerMails(app).ReadAllAsync()).Index())
        {
            await SaveAsync($"{tag}-{number:00}-{kind}", mail);
            var root = new HtmlParser().ParseDocument(mail.Html).DocumentElement;
            Assert.Equal((kind, tag, direction), (kind, root.GetAttribute("lang"), root.GetAttribute("dir") ?? "ltr"));
            Assert.All(EmailReader.Read(mail), part => Assert.DoesNotMatch(@"\{\d", part.Text));
        }
    }

    private static async Task SaveAsync(string name, ComposedEmail mail)
    {
        await Pictures.SaveAsync($"{name}.html", Encoding.UTF8.GetBytes(mail.Html));
        await Pictures.SaveAsync($"{name}.txt", Encoding.UTF8.GetBytes($"{mail.Subject}\n\n{mail.Text}"));
        foreach (var file in mail.Attachments)
        {
            await Pictures.SaveAsync($"{name}-{file.FileName}", file.Content);
        }
    }
}
