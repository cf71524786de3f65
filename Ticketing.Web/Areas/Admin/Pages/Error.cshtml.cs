using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages;

public sealed class ErrorModel : ErrorPageModel
{
    public ErrorText Text => IsClosed ? ErrorText.ClosedForRecovery : ErrorText.ForStatus(Status);
}
