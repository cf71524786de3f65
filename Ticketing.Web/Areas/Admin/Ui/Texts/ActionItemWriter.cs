using Ticketing.Features.Insights.StaffMails;
using Ticketing.Features.Insights.Today;

namespace Ticketing.Areas.Admin.Ui.Texts;

internal sealed class ActionItemWriter : IActionItemWriter
{
    public ActionItemLine? Describe(ActionItem item) =>
        item.ToLink() is { Kind: not "good" } link ? new ActionItemLine(link.Text, link.Path) : null;
}
