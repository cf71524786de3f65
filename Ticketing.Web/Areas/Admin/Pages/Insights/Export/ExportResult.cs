using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Ticketing.Features.Insights.Exports;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

/// <summary>Streams rows into the response without buffering; stops when the client disconnects.</summary>
internal sealed class ExportResult(string list, ExportFilter filter, TableFormat format) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = format.MediaType;
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = filter.GetFileName(list, format),
        }.ToString();
        await http
            .RequestServices.GetRequiredService<Ticketing.Features.Insights.Exports.ExportWriter>()
            .WriteAsync(list, filter, format, http.Response.Body, http.RequestAborted);
    }
}
