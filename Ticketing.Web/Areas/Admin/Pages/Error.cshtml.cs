using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages;

public sealed class ErrorModel : ErrorPageModel
{
    public StaffErrorText Text => IsClosed ? StaffErrorText.ClosedForRecovery : StaffErrorText.ForStatus(Status);
}
