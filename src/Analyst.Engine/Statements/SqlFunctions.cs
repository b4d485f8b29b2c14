namespace Analyst.Engine.Statements;

/// <summary>Everything a statement may call or cast to. Not here: whatever reads files or settings, keeps state, sleeps, builds long text or lists out of nothing, or ran beyond its limits when measured.</summary>
internal static class SqlFunctions
{
    public static readonly SqlNames Scalar = Names("""
        + - * / // % ** ^ & | << >> ~ || ^@ ~~ !~~ ~~* !~~* ~~~ && @> <@ @
        add subtract multiply divide
        abs acos acosh asin asinh atan atan2 atanh cbrt ceil ceiling cos cosh cot degrees even exp factorial floor fdiv fmod gamma gcd
        greatest_common_divisor lcm least_common_multiple lgamma ln log log10 log2 mod nextafter pi pow power radians round round_even roundbankers
        sign signbit sin sinh sqrt tan tanh trunc xor isfinite isinf isnan greatest least bit_count
        ascii bit_length char_length character_length chr concat concat_ws contains ends_with ilike_escape initcap instr lcase left length len like_escape
        lower ltrim md5 not_ilike_escape not_like_escape nfc_normalize octet_length ord position prefix regexp_escape regexp_extract regexp_extract_all
        regexp_full_match regexp_matches regexp_replace regexp_split_to_array replace reverse right rtrim sha1 sha256 split split_part starts_with str_split
        str_split_regex string_split string_split_regex string_to_array strip_accents strlen strpos substr substring suffix translate trim ucase unicode upper
        url_decode url_encode format_bytes hash hex to_hex unhex from_hex base64 to_base64 from_base64 encode decode
        if ifnull nullif coalesce constant_or_null typeof
        age century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month
        decade epoch epoch_ms epoch_ns epoch_us era hour isodow isoyear julian last_day make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns
        make_timestamptz microsecond millennium millisecond minute month monthname nanosecond now today current_date current_timestamp current_localtime
        current_localtimestamp get_current_timestamp get_current_time transaction_timestamp quarter second strftime strptime try_strptime time_bucket timezone
        timezone_hour timezone_minute to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds to_minutes to_months to_quarters
        to_seconds to_timestamp to_weeks to_years week weekday weekofyear year yearweek ago normalized_interval
        list_value list_pack array_value row struct_pack struct_extract struct_extract_at struct_keys struct_values map map_keys map_values map_extract
        map_extract_value map_contains map_entries map_from_entries cardinality element_at list_extract list_element array_extract list_slice array_slice
        list_contains list_has array_contains array_has list_has_any list_has_all array_has_any array_has_all list_position list_indexof array_position
        array_length list_sort array_sort list_reverse_sort array_reverse_sort list_reverse array_reverse list_distinct array_distinct list_unique
        list_concat array_concat list_append array_append list_prepend array_prepend list_intersect flatten array_to_string unnest unpivot_list
        list_sum list_avg list_min list_max list_count list_median list_first list_last list_any_value list_bool_and list_bool_or list_string_agg
        any_value approx_count_distinct approx_quantile arbitrary arg_max arg_min argmax argmin array_agg avg bit_and bit_or bit_xor bool_and bool_or corr
        count count_if count_star countif covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram kahan_sum kurtosis
        kurtosis_pop last list listagg mad max max_by mean median min min_by mode product quantile quantile_cont quantile_disc regr_avgx regr_avgy regr_count
        regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy reservoir_quantile sem skewness stddev stddev_pop stddev_samp string_agg sum
        sum_no_overflow sumkahan var_pop var_samp variance wavg weighted_avg grouping grouping_id
        cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number
        """);

    public static readonly SqlNames Table = Names("unnest range generate_series");

    public static readonly SqlNames Types = Names("""
        BOOLEAN TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT FLOAT DOUBLE DECIMAL VARCHAR BLOB UUID
        DATE TIME TIMESTAMP TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS INTERVAL LIST ARRAY STRUCT MAP NULL INTEGER_LITERAL STRING_LITERAL
        """, "TIMESTAMP WITH TIME ZONE", "TIME WITH TIME ZONE");

    /// <summary>What to write in place of a function that people and models often reach for.</summary>
    public static string? Instead(string name) => name.ToLowerInvariant() switch
    {
        "width_bucket" => "Use floor((x - low) / width).",
        "to_char" => "Use strftime(value, '%Y-%m').",
        "to_date" => "Use strptime(text, '%d.%m.%Y') or CAST(text AS DATE).",
        "to_number" => "Use TRY_CAST(text AS DOUBLE).",
        "isnull" or "nvl" => "Use coalesce(a, b).",
        "getdate" or "sysdate" => "Use now() or current_date.",
        "charindex" => "Use strpos(text, part).",
        "range" or "generate_series" => "Use it in FROM: FROM generate_series(start, stop, step).",
        "lpad" or "rpad" or "format" or "printf" or "repeat" => "Join pieces with || and cut with left() or right().",
        "percentile_cont" => "Use quantile_cont(x, 0.5).",
        "percentile_disc" => "Use quantile_disc(x, 0.5).",
        "list_transform" or "list_filter" or "list_reduce" or "list_apply" => "Unnest the list and aggregate instead.",
        "read_csv" or "read_csv_auto" or "read_parquet" or "parquet_scan" or "read_json" or "read_json_auto" or "read_text" or "read_blob" or "glob" => "The data is the table data; files cannot be read.",
        "random" or "uuid" or "gen_random_uuid" => "An answer has to come out the same when it is asked again.",
        _ => null,
    };

    private static SqlNames Names(string words, params string[] more) =>
        new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Concat(more));
}
