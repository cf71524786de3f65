using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Features.Settings;

internal static class SettingsSteps
{
    public const string Form = "form[data-settings]";

    public static async Task<BrowserPage> TryAsync(this Browser superAdmin, string part, params (string Field, string Value)[] typed) =>
        await (await superAdmin.OpenAsync($"/admin/settings/{part}"))
            .ExpectStatus(HttpStatusCode.OK)
            .SubmitAsync(Form, typed.ToDictionary(t => $"Form.{t.Field}", t => t.Value));

    public static async Task<BrowserPage> SaveAsync(this Browser superAdmin, string part, params (string Field, string Value)[] typed)
    {
        var page = (await superAdmin.TryAsync(part, typed)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Saved.", page.Text, StringComparison.Ordinal);
        return page;
    }

    public static string ValueOf(this BrowserPage page, string field) =>
        page.Document.QuerySelector($"[name='Form.{field}']") switch
        {
            AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
            AngleSharp.Html.Dom.IHtmlInputElement box => box.Value,
            AngleSharp.Html.Dom.IHtmlSelectElement list => list.Value ?? "",
            _ => throw new InvalidOperationException($"There is no field {field} on {page.Path}."),
        };

    public static string? ErrorOf(this BrowserPage page, string field) => page.Document.QuerySelector($"#Form-{field}-error")?.TextContent;

    public static Task<BrowserPage> UploadLogoAsync(this BrowserPage page, byte[] file) =>
        page.Browser.FollowAsync(UploadRequest(page, file));

    private static HttpRequestMessage UploadRequest(BrowserPage page, byte[] file)
    {
        var request = page.BuildSubmitRequest("form.upload");
        var token = page.Document.QuerySelector("form.upload [name=form-token]")!.GetAttribute("value")!;
        request.Content = new MultipartFormDataContent
        {
            { new StringContent(token), "form-token" },
            { new ByteArrayContent(file), "file", "../../logo.svg" },
        };
        return request;
    }

    public static Task<List<AuditEntry>> SettingsTrailAsync(this TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
            db.Set<AuditEntry>()
                .Where(entry => entry.Action.StartsWith("settings."))
                .OrderBy(entry => entry.Id)
                .ToListAsync(TestContext.Current.CancellationToken)
        );
}
