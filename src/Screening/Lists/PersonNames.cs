using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>Whether a declared name and a registered one can be the same person's.</summary>
public static class PersonNames
{
    /// <summary>
    /// Same characters after folding. A privacy waybill hides some of them ("李*", "*明"): such a name agrees when its visible characters
    /// stand at their ends of the registered one; a name with nothing visible says nothing and agrees. A name without any letter agrees
    /// with none: that it cannot be read is a finding of its own.
    /// </summary>
    public static bool Agree(string declared, string registered)
    {
        var firstMask = declared.AsSpan().IndexOfAny('*', '＊');
        if (firstMask < 0)
            return ListKeys.Name(declared) is { } key && key == ListKeys.Name(registered);
        if (ListKeys.Name(registered) is not { } full)
            return false;
        var lastMask = declared.AsSpan().LastIndexOfAny('*', '＊');
        var head = ListKeys.Name(declared[..firstMask]) ?? "";
        var tail = ListKeys.Name(declared[(lastMask + 1)..]) ?? "";
        // At least one character is hidden: "李*" is not the name 李.
        return head.Length + tail.Length < full.Length
            && full.StartsWith(head, StringComparison.Ordinal)
            && full.EndsWith(tail, StringComparison.Ordinal);
    }

    /// <summary>True when the name shows nothing that could be compared ("***").</summary>
    public static bool IsHidden(string declared) =>
        declared.AsSpan().IndexOfAny('*', '＊') >= 0 && TextFolding.IsBlank(declared);
}
