using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Messages;

namespace Ticketing.Areas.Admin.Pages.Messages;

internal static class MessageText
{
    public static string GetTitle(EventMessage message) => message.IsReminder ? T["Reminder with tickets"] : message.Subject;

    public static string GetStatus(MessageStatus status) =>
        status switch
        {
            MessageStatus.Draft => T["Draft"],
            MessageStatus.Scheduled => T["Scheduled"],
            MessageStatus.Sending => T["Sending"],
            MessageStatus.Sent => T["Sent"],
            _ => T["Stopped"],
        };

    public static string GetChip(MessageStatus status) =>
        status switch
        {
            MessageStatus.Draft => "mute",
            MessageStatus.Sent => "good",
            MessageStatus.Stopped => "bad",
            _ => "warn",
        };

    /// <summary>"12 of 142 sent"; empty before it is sent.</summary>
    public static string DescribeProgress(ListedMessage listed) =>
        listed.Message.StartedAt is null ? DescribeUnsent(listed.Message) ?? ""
        : listed.Progress.Recipients == 0 ? T["Nobody to send it to"]
        : T["{0} of {1} sent", listed.Progress.Sent, listed.Progress.Recipients];

    /// <summary>Null unless the program had to leave it unsent.</summary>
    public static string? DescribeUnsent(EventMessage message) =>
        message.WasForbiddenNews() ? T["Not sent, because news is switched off. To send it anyway, make it a draft again."]
        : !message.WasTooLate() ? null
        : message.IsReminder ? T["Not sent, because too little time was left before the start."]
        : T["Not sent in time. To send it anyway, make it a draft again and choose another time."];

    public static string GetTopic(MessageTopic topic) =>
        topic switch
        {
            MessageTopic.News => T["News"],
            _ => T["About their tickets"],
        };

    public static string GetAdmission(AdmissionFilter admission) =>
        admission switch
        {
            AdmissionFilter.CheckedIn => T["Checked in"],
            AdmissionFilter.NotCheckedIn => T["Not checked in"],
            _ => T["All"],
        };

    /// <summary>"Standing · Box office · Not checked in".</summary>
    public static string DescribeFilter(EventMessage message, Event @event)
    {
        var types = @event.TicketTypes.Where(type => message.TicketTypeIds.Contains(type.Id)).Select(type => type.Category);
        string[] parts =
        [
            message.TicketTypeIds.Count > 0 ? string.Join(", ", types) : "",
            message.Channel?.ToText() ?? "",
            message.Admission == AdmissionFilter.All ? "" : GetAdmission(message.Admission),
        ];
        var filter = string.Join(" · ", parts.Where(part => part.Length > 0));
        return filter.Length > 0 ? filter : T["All buyers"];
    }

    /// <summary>"Wed 25 Nov, 20:00", with how it was chosen until it is sent.</summary>
    public static string DescribeTime(EventMessage message, Event @event, DateTimeOffset now)
    {
        if ((message.StartedAt ?? message.FinishedAt) is { } at)
        {
            return @event.DayAndTime(at, now);
        }

        var due = message.FindDueTime(@event) is { } time ? @event.DayAndTime(time, now) : T["once there is a new date"];
        return message.Timing switch
        {
            MessageTiming.Now => T["At once"],
            MessageTiming.AtTime => due,
            _ => $"{DescribeDelay(message)}: {due}",
        };
    }

    private static string DescribeDelay(EventMessage message) =>
        (message.Timing, message.DelayUnit) switch
        {
            (MessageTiming.BeforeStart, MessageDelayUnit.Hours) => T.Plural(
                message.Delay,
                "1 hour before the start",
                "{0} hours before the start"
            ),
            (MessageTiming.BeforeStart, _) => T.Plural(message.Delay, "1 day before the start", "{0} days before the start"),
            (_, MessageDelayUnit.Hours) => T.Plural(message.Delay, "1 hour after the end", "{0} hours after the end"),
            _ => T.Plural(message.Delay, "1 day after the end", "{0} days after the end"),
        };
}
