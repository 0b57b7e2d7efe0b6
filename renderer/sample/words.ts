export const sampleWords = {
  sample: { zh: '样例', en: 'Sample' },
  reader: { zh: '模拟读卡器', en: 'Simulated reader' },
  close: { zh: '收起', en: 'Close' },
  back: { zh: '回到首页', en: 'Back to the first screen' },
  things: { zh: '点一张，就放到读卡器上', en: 'Click one to lay it on the reader' },
} as const;
