using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Areas.Admin.Pages.Refunds;

/// <summary>A <see cref="RefundStatus"/>, except that refunds which staff still have to hand back are not done.</summary>
public enum RefundListStatus
{
    Pending,
    Failed,
    ToHandBack,
    Succeeded,
}
