using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Ticketing.Features.Insights.Exports;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

/// <summary>Streams rows into the response without buffering; stops when the client disconnects.</summary>
internal sealed class CsvResult(string list, ExportFilter filter) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = filter.GetFileName(list),
        }.ToString();
        await http
            .RequestServices.GetRequiredService<Ticketing.Features.Insights.Exports.ExportWriter>()
            .WriteAsync(list, filter, http.Response.Body, http.RequestAborted);
    }
}
