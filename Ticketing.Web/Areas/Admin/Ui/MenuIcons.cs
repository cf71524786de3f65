namespace Ticketing.Areas.Admin.Ui;

/// <summary>Stroked paths in a square of 24 units.</summary>
public static class MenuIcons
{
    public const string House = "M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5M10 20v-5h4v5";
    public const string Calendar = "M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7";
    public const string Receipt = "M6 3.5h12V21l-3-2-3 2-3-2-3 2zM9.5 8.5h5M9.5 12.5h5";
    public const string Scanner = "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7.5 12h9";
    public const string Chart = "M4 4v16h16M8.5 16v-4M12.5 16V8M16.5 16v-6";
    public const string Back = "m9 14-5-5 5-5M4 9h10a5.5 5.5 0 0 1 0 11h-3";
    public const string Exchange = "M4 8h15l-4-4M20 16H5l4 4";
    public const string Envelope = "M3.5 6h17v12.5h-17zM4 7l8 6.5L20 7";
    public const string Person = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0";
    public const string Sliders = "M4 8h9M17 8h3M15 5.5v5M4 16h3M11 16h9M9 13.5v5";
    public const string List = "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01";
    public const string Plus = "M12 5v14M5 12h14";
    public const string More = "M5.5 12h.01M12 12h.01M18.5 12h.01";
    public const string Panel = "M4 5h16v14H4zM14 5v14";
    public const string Magnifier = "M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.2-4.2";
}
