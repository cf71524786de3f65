using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Razor Pages refuse a form without the right antiforgery token by themselves.</summary>
internal sealed class AntiforgeryRefusalFilter(RefusalLog refusals) : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            refusals.Record(context.HttpContext, Guard.FormToken, "its form token is missing or wrong");
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }
}
