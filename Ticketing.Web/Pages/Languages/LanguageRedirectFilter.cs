using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Pages.Languages;

/// <summary>Keeps redirects to buyers' pages in the language of the request.</summary>
internal sealed class LanguageRedirectFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is SeeOtherResult other)
        {
            context.Result = new SeeOtherResult(LanguagePrefix.AddTo(other.Url, context.HttpContext));
        }
        else if (context.Result is RedirectResult redirect)
        {
            redirect.Url = LanguagePrefix.AddTo(redirect.Url, context.HttpContext);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }
}
