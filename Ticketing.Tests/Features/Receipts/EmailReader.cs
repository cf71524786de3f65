using System.Text;
using AngleSharp.Html.Parser;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Tests.Features.Receipts;

/// <summary>Everything that a buyer reads or hears of an email and its attachments.</summary>
internal static class EmailReader
{
    private static readonly string[] ReadAloud = ["alt", "title", "aria-label"];

    public static IEnumerable<(string Name, string Text)> Read(ComposedEmail mail)
    {
        using var html = new HtmlParser().ParseDocument(mail.Html);
        foreach (var style in html.QuerySelectorAll("style").ToList())
        {
            style.Remove();
        }

        var attributes = html.All.SelectMany(element => ReadAloud.Select(element.GetAttribute)).OfType<string>();
        return
        [
            ("subject", mail.Subject),
            ("text", mail.Text),
            ("HTML", html.DocumentElement.TextContent),
            ("attributes", string.Join('\n', attributes)),
            .. mail.Attachments.Select(file => (file.FileName, ReadFile(file))),
        ];
    }

    private static string ReadFile(EmailAttachment file) =>
        file.MediaType == "application/pdf"
            ? PdfReader.Letters(file.Content)
            : string.Join(
                '\n',
                Encoding
                    .UTF8.GetString(file.Content)
                    .Replace("\r\n ", "", StringComparison.Ordinal)
                    .Replace("\\", "", StringComparison.Ordinal)
                    .Split("\r\n")
                    .Where(line =>
                        line.StartsWith("SUMMARY", StringComparison.Ordinal) || line.StartsWith("DESCRIPTION", StringComparison.Ordinal)
                    )
                    .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..])
            );
}
