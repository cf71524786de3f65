using Ticketing.Notifications;
using Ticketing.Settings;

namespace Ticketing.Receipts;

internal static class ConfirmationHtml
{
    public static string Write(ConfirmationWords words, string url, SiteOptions venue)
    {
        var page = new MailPage(venue);
        return page.Write(words.Subject, $"{words.Day}, {words.Hours}", Html.Join(
        [
            MailPage.Headline(words.Title),
            Html.Of($"<p style=\"margin:0 0 16px\">{words.Greeting}<br>{words.Lead}</p>\n"),
            words.Notice is { } notice ? MailPage.Notice(notice) : Html.Nothing,
            MailPage.Fact("When", words.Day, words.Hours),
            MailPage.Fact("Where", words.Where),
            MailPage.Fact("Order", words.Papers),
            Prices(words),
            page.Button("Open your order", url),
            words.AtTheDoor is { } door ? MailPage.Paragraph(door) : Html.Nothing,
            MailPage.Help(words.Help, words.SupportEmail),
        ]), words.Small);
    }

    private static Html Prices(ConfirmationWords words) => Html.Of($"""
        <table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:18px 0 20px;font-size:16px;line-height:24px">
        {Html.Join(words.Lines.Select(line => Row(line.What, line.Amount, "normal")))}{Row("Total", words.Total, "bold")}</table>
        {(words.Tax is { } tax ? Html.Of($"<p class=\"soft\" style=\"margin:-12px 0 20px;font-size:13px;line-height:20px;color:#645a5c\">{tax}</p>\n") : Html.Nothing)}
        """);

    private static Html Row(string what, string amount, string weight) => Html.Of($"""
        <tr><td class="rule" dir="auto" style="padding:7px 12px 7px 0;border-top:1px solid #e3dacf;font-weight:{weight};text-align:left">{what}</td><td class="rule" valign="top" style="padding:7px 0;border-top:1px solid #e3dacf;font-weight:{weight};text-align:right;white-space:nowrap">{amount}</td></tr>

        """);
}
