namespace Ticketing.Features.Messages;

/// <summary>Reasons of the program not to begin a message, stored in place of the name of who stopped it.</summary>
public static class UnsentReason
{
    internal const string TooLate = "(too late)";
    internal const string NewsOff = "(news off)";

    public static bool WasTooLate(this EventMessage message) => message.Is(TooLate);

    public static bool WasForbiddenNews(this EventMessage message) => message.Is(NewsOff);

    /// <summary>Staff can change the message and send it after all. A reminder is not theirs to change.</summary>
    public static bool CanTakeBack(this EventMessage message) =>
        !message.IsReminder && (message.WasTooLate() || message.WasForbiddenNews());

    // Staff only stop what was begun, whatever they are called.
    private static bool Is(this EventMessage message, string reason) =>
        message is { StopReason: MessageStopReason.Staff, StartedAt: null } && message.StoppedBy == reason;
}
