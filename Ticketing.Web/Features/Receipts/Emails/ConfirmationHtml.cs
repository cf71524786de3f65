using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Receipts.Emails;

internal static class ConfirmationHtml
{
    public static string Write(ConfirmationContent content, string url, SiteOptions venue)
    {
        var page = new MailLayout(venue);
        return page.Render(
            content.Subject,
            $"{content.Day}, {content.Hours}",
            HtmlFragment.Join([
                MailLayout.Headline(content.Title),
                HtmlFragment.Format($"<p style=\"margin:0 0 16px\">{content.Greeting}<br>{content.Intro}</p>\n"),
                content.Notice is { } notice ? MailLayout.Notice(notice) : HtmlFragment.Empty,
                MailLayout.Field("When", content.Day, content.Hours),
                MailLayout.Field("Where", content.Where),
                MailLayout.Field("Order", content.OrderAndReceipt),
                Prices(content),
                page.Button("Open your order", url),
                content.EntryNote is { } door ? MailLayout.Paragraph(door) : HtmlFragment.Empty,
                MailLayout.Help(content.Help, content.SupportEmail),
            ]),
            content.SmallPrint
        );
    }

    private static HtmlFragment Prices(ConfirmationContent content) =>
        HtmlFragment.Format(
            $"""
            <table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:18px 0 20px;font-size:16px;line-height:24px">
            {HtmlFragment.Join(content.Lines.Select(line => Row(line.What, line.Amount, "normal")))}{Row(
                "Total",
                content.Total,
                "bold"
            )}</table>
            {(
                content.Tax is { } tax
                    ? HtmlFragment.Format(
                        $"<p class=\"soft\" style=\"margin:-12px 0 20px;font-size:13px;line-height:20px;color:#645a5c\">{tax}</p>\n"
                    )
                    : HtmlFragment.Empty
            )}
            """
        );

    private static HtmlFragment Row(string what, string amount, string weight) =>
        HtmlFragment.Format(
            $"""
            <tr><td class="rule" dir="auto" style="padding:7px 12px 7px 0;border-top:1px solid #e3dacf;font-weight:{weight};text-align:left">{what}</td><td class="rule" valign="top" style="padding:7px 0;border-top:1px solid #e3dacf;font-weight:{weight};text-align:right;white-space:nowrap">{amount}</td></tr>

            """
        );
}
