namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>The same Chinese characters are drawn differently in the three languages.</summary>
internal enum CjkOrder
{
    ChineseFirst,
    JapaneseFirst,
    KoreanFirst,
}

internal static class CjkOrders
{
    /// <summary>Kana make a text Japanese and Hangul make it Korean.</summary>
    public static CjkOrder Detect(string paragraph)
    {
        foreach (var rune in paragraph.EnumerateRunes())
            switch (rune.Value)
            {
                case >= 0x3041 and <= 0x30FF or >= 0x31F0 and <= 0x31FF or >= 0xFF66 and <= 0xFF9D:
                    return CjkOrder.JapaneseFirst;
                case >= 0x1100 and <= 0x11FF or >= 0x3131 and <= 0x318E or >= 0xAC00 and <= 0xD7A3:
                    return CjkOrder.KoreanFirst;
            }
        return CjkOrder.ChineseFirst;
    }
}
