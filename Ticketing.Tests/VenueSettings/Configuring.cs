using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.VenueSettings;

internal static class Configuring
{
    public const string Form = "form[data-settings]";

    public static async Task<Page> TryAsync(this Browser superAdmin, string part, params (string Field, string Value)[] typed) =>
        await (await superAdmin.OpenAsync($"/admin/settings/{part}")).Expect(HttpStatusCode.OK)
            .SubmitAsync(Form, typed.ToDictionary(t => $"Form.{t.Field}", t => t.Value));

    public static async Task<Page> SaveAsync(this Browser superAdmin, string part, params (string Field, string Value)[] typed)
    {
        var page = (await superAdmin.TryAsync(part, typed)).Expect(HttpStatusCode.OK);
        Assert.Contains("Saved.", page.Text, StringComparison.Ordinal);
        return page;
    }

    public static string ValueOf(this Page page, string field) => page.Document.QuerySelector($"[name='Form.{field}']") switch
    {
        AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
        AngleSharp.Html.Dom.IHtmlInputElement box => box.Value,
        _ => throw new InvalidOperationException($"There is no field {field} on {page.Path}."),
    };

    public static string? ErrorOf(this Page page, string field) => page.Document.QuerySelector($"#Form-{field}-error")?.TextContent;

    public static Task<Page> UploadLogoAsync(this Page page, byte[] file) => page.Browser.FollowAsync(UploadRequest(page, file));

    private static HttpRequestMessage UploadRequest(Page page, byte[] file)
    {
        var request = page.RequestFor("form.upload");
        var token = page.Document.QuerySelector("form.upload [name=form-token]")!.GetAttribute("value")!;
        request.Content = new MultipartFormDataContent { { new StringContent(token), "form-token" }, { new ByteArrayContent(file), "file", "../../logo.svg" } };
        return request;
    }

    public static Task<List<AuditEntry>> SettingsTrailAsync(this TicketingApp app) => app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
        db.Set<AuditEntry>().Where(entry => entry.Action.StartsWith("settings.")).OrderBy(entry => entry.Id).ToListAsync(TestContext.Current.CancellationToken));
}
