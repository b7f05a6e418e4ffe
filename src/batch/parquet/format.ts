/** Numbers that the Parquet format (apache/parquet-format, parquet.thrift) gives to what is used of it here. */
export const TYPE = { INT32: 1, INT64: 2, BYTE_ARRAY: 6 } as const
export const REPETITION = { REQUIRED: 0, OPTIONAL: 1 } as const
export const ENCODING = { PLAIN: 0, DELTA_BINARY_PACKED: 5, RLE_DICTIONARY: 8 } as const
export const PAGE = { DICTIONARY: 2, DATA_V2: 3 } as const
export const CODEC_SNAPPY = 1
export const CONVERTED_UTF8 = 0

/** What a file begins and ends with. */
export const PARQUET_MAGIC = Buffer.from('PAR1', 'latin1')
