using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents.Branding;

namespace Ticketing.Infrastructure.Notifications;

/// <summary>
/// One column, inline styles (some mail clients read no others), dark colours in a style sheet for clients that support it. Loads nothing.
/// </summary>
internal sealed class MailLayout(SiteOptions venue)
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private readonly AccentShades light = Accent.Light(venue.AccentColor);
    private readonly AccentShades dark = Accent.Dark(venue.AccentColor);

    /// <param name="preview">Shown beside the subject in lists of mails.</param>
    public string Render(string title, string preview, HtmlFragment body, IEnumerable<string> smallPrint) =>
        HtmlFragment
            .Format(
                $"""
                <!doctype html>
                <html lang="en-GB">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="supported-color-schemes" content="light dark">
                <title>{title}</title>
                {DarkStyles}
                </head>
                <body class="paper" style="margin:0;padding:0;background:#fbf8f3;color:#1c1719;{new HtmlFragment(Font)}">
                <div style="display:none;max-height:0;overflow:hidden">{preview}</div>
                <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="paper" style="background:#fbf8f3"><tr><td align="center" style="padding:24px 12px 40px">
                <table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;table-layout:fixed">
                <tr><td class="ink" style="padding:0 8px 14px;font-size:17px;line-height:24px;font-weight:800;color:#1c1719;{new HtmlFragment(
                    Font
                )}">{venue.VenueName}</td></tr>
                <tr><td class="card" style="padding:28px 24px 26px;background:#ffffff;border:1px solid #e3dacf;border-top:4px solid {light.Fill};border-radius:14px;font-size:16px;line-height:24px;color:#1c1719;overflow-wrap:anywhere;word-break:break-word;{new HtmlFragment(
                    Font
                )}">
                {body}
                </td></tr>
                <tr><td class="soft" style="padding:18px 8px 0;font-size:13px;line-height:20px;color:#645a5c;overflow-wrap:anywhere;word-break:break-word;{new HtmlFragment(
                    Font
                )}">{HtmlFragment.Join(venue.Texts.MailFootLines.Concat(smallPrint).Select(SmallPrintLine))}</td></tr>
                </table>
                </td></tr></table>
                </body>
                </html>

                """
            )
            .Markup;

    public static HtmlFragment Headline(string text) =>
        HtmlFragment.Format(
            $"""
            <h1 dir="auto" style="margin:0 0 16px;font-size:27px;line-height:33px;font-weight:800;letter-spacing:-0.02em">{text}</h1>

            """
        );

    public static HtmlFragment Paragraph(string text) =>
        HtmlFragment.Format(
            $"""
            <p style="margin:0 0 16px">{text}</p>

            """
        );

    public static HtmlFragment Notice(string text) =>
        HtmlFragment.Format(
            $"""
            <p class="notice" style="margin:0 0 16px;padding:10px 14px;background:#fdf0e6;color:#1c1719;border-radius:8px;font-weight:bold">{text}</p>

            """
        );

    public static HtmlFragment Field(string label, params IReadOnlyList<string> lines) =>
        HtmlFragment.Format(
            $"""
            <p style="margin:0 0 12px"><span class="soft" style="font-size:13px;line-height:20px;color:#645a5c">{label}</span>{HtmlFragment.Join(
                lines.Select(line => HtmlFragment.Format($"<br><span dir=\"auto\">{line}</span>"))
            )}</p>

            """
        );

    public static HtmlFragment Help(string text, string supportEmail)
    {
        var address = Uri.EscapeDataString(supportEmail).Replace("%40", "@", StringComparison.Ordinal);
        return supportEmail.Length == 0
            ? Paragraph(text)
            : HtmlFragment.Format(
                $"""
                <p style="margin:0">{text} <a class="accent" href="mailto:{address}" style="color:inherit">{supportEmail}</a></p>

                """
            );
    }

    public HtmlFragment Button(string text, string url) =>
        HtmlFragment.Format(
            $"""
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 22px"><tr><td class="button" bgcolor="{light.Fill}" style="background:{light.Fill};border-radius:99px"><a class="button" href="{url}" style="display:inline-block;padding:13px 26px;font-weight:bold;color:{light.OnFill};text-decoration:none">{text}</a></td></tr></table>

            """
        );

    private static HtmlFragment SmallPrintLine(string text) =>
        HtmlFragment.Format(
            $"""
            <p dir="auto" style="margin:0 0 8px">{text}</p>

            """
        );

    private HtmlFragment DarkStyles =>
        HtmlFragment.Format(
            $$"""
            <style>
            :root { color-scheme: light dark; supported-color-schemes: light dark; }
            @media (prefers-color-scheme: dark) {
            .paper { background: #131114 !important; color: #f5efe8 !important; }
            .ink { color: #f5efe8 !important; }
            .card { background: #1c191d !important; color: #f5efe8 !important; border-color: #2f2a2e !important; border-top-color: {{dark.Fill}} !important; }
            .soft { color: #aca2a1 !important; }
            .rule { border-color: #2f2a2e !important; }
            .notice { background: #3a2a1c !important; color: #f5efe8 !important; }
            td.button { background: {{dark.Fill}} !important; }
            a.button { color: {{dark.OnFill}} !important; }
            }
            </style>
            """
        );
}
